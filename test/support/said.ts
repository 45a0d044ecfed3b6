/** Resolves when a program has said this; rejects where it ends without a word of it. */
export function said(stream: NodeJS.ReadableStream | null | undefined, text: string): Promise<void> {
  const heard = new Promise<void>((resolve, reject) => {
    let all = '';
    stream?.on('data', (chunk: Buffer) => {
      all += chunk.toString();
      if (all.includes(text)) resolve();
    });
    stream?.once('end', () => reject(new Error(`it ended without saying ${text}: ${all}`)));
  });
  heard.catch(() => {});
  return heard;
}
