"""Sample pictures by Pillow, an independent writer of Exif, with what it wrote in `expected.json`. Drawn, no photo."""
import json
import pathlib

from PIL import Image, ImageDraw

here = pathlib.Path(__file__).parent
picture = Image.new("RGB", (400, 240), "#ddd0b0")
draw = ImageDraw.Draw(picture)
draw.polygon([(150, 240), (190, 90), (210, 90), (250, 240)], fill="#777")
draw.rectangle((0, 0, 40, 40), fill="#c00")

exif = Image.Exif()
exif[0x0112] = 6  # The camera was held upright: turn by 90 degrees to the right.
exif.get_ifd(0x8769)[0x9003] = "2024:05:14 08:12:33"
place = exif.get_ifd(0x8825)
place[1], place[2] = "N", (21.0, 51.0, 7.5)
place[3], place[4] = "E", (106.0, 45.0, 30.0)
picture.save(here / "camera.jpg", quality=80, exif=exif)
picture.save(here / "plain.png")
picture.save(here / "camera.webp", quality=60, exif=exif)
clear = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
clear.save(here / "clear.png")
frames = [Image.new("RGB", (20, 20), colour) for colour in ("#f00", "#00f")]
frames[0].save(here / "moving.webp", save_all=True, append_images=frames[1:], duration=100)
frames[0].save(here / "moving.png", save_all=True, append_images=frames[1:], duration=100)

read = Image.open(here / "camera.jpg").getexif()
degrees = lambda parts: round(float(parts[0]) * 1_000_000 + float(parts[1]) * 1_000_000 / 60 + float(parts[2]) * 1_000_000 / 3600)
gps = read.get_ifd(0x8825)
expected = {
    "taken": read.get_ifd(0x8769)[0x9003],
    "north": degrees(gps[2]),
    "east": degrees(gps[4]),
    "orientation": read[0x0112],
}
(here / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")
