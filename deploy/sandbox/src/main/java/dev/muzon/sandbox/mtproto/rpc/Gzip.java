package dev.muzon.sandbox.mtproto.rpc;

import dev.muzon.sandbox.mtproto.tl.TlException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacking of {@code gzip_packed}, which clients fill with gzip or with plain zlib data. */
final class Gzip {
    /** Requests are small, so anything larger is an attack or a mistake. */
    private static final int MAX_SIZE = 4 << 20;

    private static final int GZIP_MAGIC = 0x1f;
    private static final int GZIP_HEADER = 10;

    private Gzip() {}

    static byte[] unpack(byte[] packed) {
        boolean gzip = packed.length > GZIP_HEADER && packed[0] == GZIP_MAGIC;
        Inflater inflater = new Inflater(gzip);
        try {
            int header = gzip ? GZIP_HEADER : 0;
            inflater.setInput(packed, header, packed.length - header);
            byte[] unpacked = new byte[Math.min(MAX_SIZE, 8 * packed.length + 64)];
            int size = 0;
            while (!inflater.finished()) {
                int more = inflater.inflate(unpacked, size, unpacked.length - size);
                size += more;
                if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new TlException("packed data ends early");
                }
                if (size == unpacked.length && !inflater.finished()) {
                    if (size == MAX_SIZE) {
                        throw new TlException("packed data unpacks to more than " + MAX_SIZE + " bytes");
                    }
                    unpacked = Arrays.copyOf(unpacked, Math.min(MAX_SIZE, 2 * size));
                }
            }
            return Arrays.copyOf(unpacked, size);
        } catch (DataFormatException e) {
            throw new TlException("not packed data: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }
}
