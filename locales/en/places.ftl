# Places: the portal's page and the command chungtay places.

works-by-place = See works by place, under old and new names
places-title = Places
places-lead = Where works are, under their old names and their new ones. Since { $day } there are no districts and many communes were merged; a commune's code may now be another place's.
places-search-label = Find a province, district or commune by its old or new name
places-search-hint = With or without marks; add the district or province to tell places of one name apart.
places-found-title = Found
places-found-none = The list has no unit of that name.
places-found-more = There are more; add a district or a province.
places-until = Name and code in force until { $day }; since when, the list does not say.
places-since = Name and code in force since { $day }.
places-became = Now in:
places-made-of = Made of:
places-share-whole = (all of it)
places-share-part = (a part)
places-share-doubtful = (a part, but the list has two places of this name here and may have confused them)
places-works = Works in the book:
places-book-title = Places of the book
places-book-none = The book names no place yet.
places-code = code
places-listed-no-code = The book gives no code, so it cannot be looked up in the list.
places-listed-same = The list has the same:
places-listed-other-name = The list has this code under another name:
places-listed-unknown = The list has no such code at that time.
places-source-title = Where this list comes from
places-source = Names, codes and mergers are taken from the data set vietnamadminunits (MIT licence); the book's places are as the book's entries say.
places-source-limits = The data set knows the change named above only, none before or after it, and holds no boundaries or coordinates that we may use.

cli-help-places = Looks up old names, new names and codes of provinces, districts and communes; needs no book.
cli-help-places-words = Name or code, with or without marks; add the district or province to tell places apart
cli-help-places-on = Only names and codes in force on this day (YEAR-MONTH-DAY)
cli-examples-places =
    Examples:
      chungtay places "Tam Gia"
      chungtay places 06541 --on 2023-05-31

    Exit codes: 0 found; 1 there is no unit of that name.
places-none = There is no administrative unit of that name or code.
places-line = { $code } { $name } ({ $era })
places-era-before = until 30 June 2025
places-era-since = since 1 July 2025
places-line-became = now in { $code } { $name } { $share }
places-line-made-of = made of { $code } { $name } { $share }

error-built-in-list = The list of administrative units built into the program is damaged.
hint-built-in-list = Install the program again; the release is at fault.
