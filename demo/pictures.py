"""Draws the demonstration's pictures (no photo, nobody's likeness) as PNG with the standard library alone, with the
time and place that a camera would have written. Run it in demo/; the pictures lie beside it in pictures/."""
import pathlib
import struct
import zlib

WIDTH, HEIGHT = 960, 600


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def rational(values):
    return b"".join(struct.pack(">II", int(value * 1000), 1000) for value in values)


def exif(taken, north, east):
    """A TIFF block (big-endian) with DateTimeOriginal and, where told, a GPS place."""
    text = taken.encode() + b"\0"
    entries = 2 if north is not None else 1
    exif_at = 8 + 2 + 12 * entries + 4
    gps_at = exif_at + 2 + 12 + 4
    data_at = gps_at + (2 + 12 * 4 + 4 if north is not None else 0)
    head = b"MM\0\x2a" + struct.pack(">I", 8) + struct.pack(">H", entries)
    head += struct.pack(">HHII", 0x8769, 4, 1, exif_at)
    if north is not None:
        head += struct.pack(">HHII", 0x8825, 4, 1, gps_at)
    head += struct.pack(">I", 0)
    body = struct.pack(">H", 1) + struct.pack(">HHII", 0x9003, 2, len(text), data_at) + struct.pack(">I", 0)
    tail = text + b"\0" * (len(text) % 2)
    if north is not None:
        place = data_at + len(tail)
        body += struct.pack(">H", 4)
        body += struct.pack(">HHI4s", 1, 2, 2, b"N\0\0\0") + struct.pack(">HHII", 2, 5, 3, place)
        body += struct.pack(">HHI4s", 3, 2, 2, b"E\0\0\0") + struct.pack(">HHII", 4, 5, 3, place + 24)
        body += struct.pack(">I", 0)
        tail += rational(split(north)) + rational(split(east))
    return head + body + tail


def split(degrees):
    whole = int(degrees)
    minutes = int((degrees - whole) * 60)
    return whole, minutes, ((degrees - whole) * 60 - minutes) * 60


def draw(name, pixel, taken=None, north=None, east=None):
    rows = b"".join(b"\0" + b"".join(bytes(pixel(x, y)) for x in range(WIDTH)) for y in range(HEIGHT))
    parts = [chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0))]
    if taken:
        parts.append(chunk(b"eXIf", exif(taken, north, east)))
    parts += [chunk(b"IDAT", zlib.compress(rows, 9)), chunk(b"IEND", b"")]
    folder = pathlib.Path(__file__).parent / "pictures"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(parts))


SKY, HILL, FIELD, EARTH, STONE, WARM = (214, 226, 228), (112, 139, 104), (168, 176, 110), (158, 112, 70), (186, 186, 178), (250, 214, 120)


def land(x, y, road):
    ridge = 250 + (x * x // 9000) - (x // 3) + (30 if (x // 160) % 2 else 0)
    if y < max(150, ridge % 330 - 20):
        return SKY
    if y < 320:
        return HILL
    left, right = 480 - (y - 320) // 1, 500 + (y - 320) // 1
    if left < x < right:
        return road(x, y)
    return FIELD


def mud(x, y):
    return (132, 92, 58) if (x // 24 + y // 18) % 5 == 0 else EARTH


def concrete(x, y):
    return (150, 150, 144) if y % 56 < 3 else STONE


def lamps(x, y):
    for foot in (150, 420, 690):
        if foot - 4 < x < foot + 4 and 180 < y < 520:
            return (70, 70, 74)
        if (x - foot) ** 2 + (y - 180) ** 2 < 26 ** 2:
            return WARM
    return (24, 30, 48) if y < 380 else (38, 44, 40)


draw("truoc.png", lambda x, y: land(x, y, mud), "2025:03:14 08:12:33", 21.8561, 106.7614)
draw("sau.png", lambda x, y: land(x, y, concrete), "2025:05:09 15:40:05", 21.8564, 106.7611)
draw("den.png", lamps)
