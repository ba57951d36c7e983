// QR codes out of pictures and out of the camera. The browser's own reader first where it has one, then
// the package `qr`. Pictures never leave the page.
import { decodeQR, decodeQRBatch } from "qr/decode.js";

interface Detector {
  detect(image: ImageBitmapSource): Promise<{ rawValue: string }[]>;
}
declare const BarcodeDetector: { new (options: { formats: string[] }): Detector } | undefined;

const widestPixels = 2400;
const photoTimeMilliseconds = 6000;
const betweenFramesMilliseconds = 120;

const detector: Detector | null = (() => {
  try {
    return typeof BarcodeDetector === "function" ? new BarcodeDetector({ formats: ["qr_code"] }) : null;
  } catch {
    return null;
  }
})();

async function detected(source: ImageBitmapSource): Promise<string[]> {
  try {
    return (await detector?.detect(source))?.map(({ rawValue }) => rawValue) ?? [];
  } catch {
    return [];
  }
}

function pixels(source: CanvasImageSource, width: number, height: number): ImageData {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.drawImage(source, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

/** The texts of every code found in a picture, none twice. */
export async function codesInPicture(picture: Blob): Promise<string[]> {
  const bitmap = await createImageBitmap(picture);
  const found = new Set(await detected(bitmap));
  const largest = Math.max(bitmap.width, bitmap.height);
  for (const widest of [largest, 1600, 1000]) {
    if (found.size > 0 || widest > largest) continue;
    const scale = Math.min(1, Math.min(widest, widestPixels) / largest);
    const image = pixels(bitmap, Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
    const [results = []] = await decodeQRBatch([image], { effort: 8, timeLimit: photoTimeMilliseconds });
    for (const result of results) if (typeof result === "string") found.add(result);
  }
  bitmap.close();
  return [...found];
}

/** Looks through the camera until `take` says that it has enough, or until the returned end is called. */
export async function watchCamera(video: HTMLVideoElement, take: (text: string) => Promise<boolean>): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } } });
  let isOver = false;
  const end = (): void => {
    isOver = true;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  video.srcObject = stream;
  await video.play();
  const look = async (): Promise<void> => {
    if (isOver) return;
    for (const code of await codesInFrame(video)) {
      if (await take(code)) return end();
    }
    setTimeout(() => void look(), betweenFramesMilliseconds);
  };
  void look();
  return end;
}

async function codesInFrame(video: HTMLVideoElement): Promise<string[]> {
  if (video.videoWidth === 0) return [];
  const found = await detected(video);
  if (found.length > 0) return found;
  try {
    return [decodeQR(pixels(video, video.videoWidth, video.videoHeight), { timeLimit: 200 })];
  } catch {
    return [];
  }
}
