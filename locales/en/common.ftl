# Shared: dates, short forms of money, errors in reading an amount. Every other room has its own file.

# Places: $day (text), $month (count), $year (text).
date-long = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
date-short = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
} { $year }

# Places: $number, written the English way (1.2 or 3,300).
money-short-million = { $number } million
money-short-billion = { $number } billion
money-short-thousand-billion = { $number } trillion
# A rounded figure must say so.
money-short-rounded = ≈ { $money }

# Places: $text is what was written, word for word.
amount-error-empty = There is no amount. Write it like 50,000, VND 1,485,092 or 1.2 billion.
amount-error-not-a-number = “{ $text }” is not an amount. Write it like 50,000, VND 1,485,092 or 1.2 billion.
amount-error-grouping = “{ $text }” has a group that is not of three digits. Write it like 1,485,092 or 1485092.
amount-error-ambiguous = “{ $text }” can be read in two ways. Write the đồng in full, like 1,500,000, or add a unit, like 1.2 billion or 500 million.
amount-error-fraction = “{ $text }” has a part smaller than one đồng. Write whole đồng, like 1,485,092.
amount-error-too-large = “{ $text }” is more than the largest amount that can be held (VND 9,007,199,254,740,991). Check the number of digits.
