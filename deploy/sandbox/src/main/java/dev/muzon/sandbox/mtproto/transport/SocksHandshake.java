package dev.muzon.sandbox.mtproto.transport;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The server's side of SOCKS5 without authentication. It ignores the address that the client asks for. */
final class SocksHandshake {
    private static final int VERSION = 5;
    private static final int NO_AUTHENTICATION = 0;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int DOMAIN = 3;
    private static final int IPV6 = 4;

    private SocksHandshake() {}

    static void accept(DataInputStream in, OutputStream out) throws IOException {
        expect("version", VERSION, in.readUnsignedByte());
        in.skipNBytes(in.readUnsignedByte());
        out.write(new byte[] {VERSION, NO_AUTHENTICATION});
        out.flush();

        expect("version", VERSION, in.readUnsignedByte());
        expect("command", CONNECT, in.readUnsignedByte());
        in.readUnsignedByte();
        int addressLength = switch (in.readUnsignedByte()) {
            case IPV4 -> 4;
            case IPV6 -> 16;
            case DOMAIN -> in.readUnsignedByte();
            default -> throw new IOException("SOCKS5: unknown kind of address");
        };
        in.skipNBytes(addressLength + 2L);
        out.write(new byte[] {VERSION, 0, 0, IPV4, 0, 0, 0, 0, 0, 0});
        out.flush();
    }

    private static void expect(String what, int expected, int actual) throws IOException {
        if (expected != actual) {
            throw new IOException("SOCKS5: %s %d, expected %d".formatted(what, actual, expected));
        }
    }
}
