# A story before it is published, in a browser.
cli-help-story-preview-listen = Look at it in a browser, just as its page will be; follows the file by itself (without an address: this machine alone, a free port)
# Variables: $address.
cli-story-preview-page = Preview: { $address }  (Ctrl-C ends it)
cli-story-preview-open = Mind: whoever is on this network can read the unpublished story.
preview-title = Preview, not published
# Variables: $file.
preview-note = The file { $file } over the published books.
preview-live = The page loads again by itself when the file changes.
preview-by-hand = Load the page again when you have changed the file.
preview-over = The preview has been ended: what you see may be old. Run chungtay story preview again.
preview-card = The card that others see when the story is passed on
preview-faults = The story cannot be published yet
preview-faults-lead = Mend the places below and save the file; the page loads again by itself.
preview-unread = The file cannot be read. Save it again where it was, as UTF-8.
preview-line = line
preview-column = column
