# The map of works.
map-title = Map of works
map-lead = Where works are, as exactly as may be told. The list below says what the map draws.
map-empty = No work has a place that may be shown yet.
map-open = Open the map
map-weight = Loads nearly four hundred kilobytes of drawing code, and nothing from elsewhere.
map-no-script = The map needs JavaScript; the list below has everything.
map-failed = This browser cannot draw the map; the list below has everything.
map-no-outlines = No borders are drawn: there is no data sure enough. The grid is longitude and latitude.
map-nearer = Nearer
map-farther = Farther
map-all = Show all
map-cluster = Look closer at the works that stand together here
map-list = On the map
map-precision-exact = where it is
map-precision-commune = one point for the whole commune
map-hidden = Place not shown
map-hidden-note = Where these works are is not published (border belt, closed area, or on request).
map-unplaced = No place entered
map-unplaced-note = The book has no coordinates for these. Coordinates of border markers are not published, and nobody guesses them here.
map-point = { $north }° N, { $east }° E
cli-help-serve-map-tiles = Somebody’s map tiles, like https://tiles.example/{ "{" }z{ "}" }/{ "{" }x{ "}" }/{ "{" }y{ "}" }.png (default: none; only then does the map’s page load from there)
cli-help-serve-map-credit = Whose tiles they are, as their licence wants it said
# Variables: $host.
map-weight-tiles = Loads nearly four hundred kilobytes more of drawing code, and the background from { $host }, which then sees your device’s address.
map-no-tiles = The map’s background does not come from its server now. The works and the grid are there all the same.
cli-expects-map-tiles = an address with http:// or https:// and the places { "{" }z{ "}" }, { "{" }x{ "}" } and { "{" }y{ "}" }
cli-help-serve-address = The address where readers open the books, where it is another: for feeds, cards and the Log page
