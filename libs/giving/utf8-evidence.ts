import { isAscii } from 'node:buffer';

/**
 * Tells UTF-8 with broken bytes in it from an encoding of one byte per character, over pieces that end anywhere. Both
 * may hold the other's patterns: `Å”` in Windows-1252 is a sound sequence of UTF-8.
 */
export class Utf8Evidence {
  private sound = 0;
  private broken = 0;
  /** Sequences that nobody writes as Windows-1252, where they are `Ã¸` and `â€™`. */
  private certain = 0;
  private lead = 0;
  private second = 0;
  /** Bytes that the sequence still needs. */
  private needs = 0;

  /** Takes the next bytes. */
  take(bytes: Uint8Array): void {
    if (this.needs === 0 && isAscii(bytes)) return;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte < 0x80 && this.needs === 0) continue;
      if (this.needs > 0) {
        if (this.continues(byte)) {
          this.second ||= byte;
          if (--this.needs === 0) this.whole();
          continue;
        }
        this.broken++;
        this.needs = 0;
      }
      if (byte >= 0x80) this.begins(byte);
    }
  }

  /** Whether it is UTF-8 once all bytes were taken. */
  isUtf8(): boolean {
    const broken = this.broken + (this.needs > 0 ? 1 : 0);
    return broken === 0 || this.certain > 0 || this.sound > broken;
  }

  private begins(byte: number): void {
    [this.lead, this.second] = [byte, 0];
    if (byte >= 0xc2 && byte <= 0xdf) this.needs = 1;
    else if (byte >= 0xe0 && byte <= 0xef) this.needs = 2;
    else if (byte >= 0xf0 && byte <= 0xf4) this.needs = 3;
    else this.broken++;
  }

  /** By the table of RFC 3629, section 4. */
  private continues(byte: number): boolean {
    if (this.second === 0) {
      if (this.lead === 0xe0) return byte >= 0xa0 && byte <= 0xbf;
      if (this.lead === 0xed) return byte >= 0x80 && byte <= 0x9f;
      if (this.lead === 0xf0) return byte >= 0x90 && byte <= 0xbf;
      if (this.lead === 0xf4) return byte >= 0x80 && byte <= 0x8f;
    }
    return byte >= 0x80 && byte <= 0xbf;
  }

  private whole(): void {
    this.sound++;
    const latin = this.lead === 0xc2 || this.lead === 0xc3;
    if (latin || (this.lead === 0xe2 && this.second <= 0x84)) this.certain++;
  }
}
