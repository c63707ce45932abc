package dev.muzon.extractor.door;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first words to a proxy on a connection to it. Afterwards the connection leads to the target.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-connect">CONNECT of HTTP</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1928">SOCKS5</a>
 */
final class ProxyHandshake {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final int LOGIN_WANTED = 407;
    private static final int VERSION = 5;
    private static final int NO_LOGIN = 0;
    private static final int LOGIN = 2;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;

    private final ProxyAddress proxy;
    private final Socket socket;

    ProxyHandshake(ProxyAddress proxy, Socket socket) {
        this.proxy = proxy;
        this.socket = socket;
    }

    /**
     * Asks for a target.
     *
     * @throws ProxyException when the proxy does not serve us
     * @throws TargetForbidden when it serves us, but not this target
     * @throws ConnectException when it did not reach the target. Silence counts as that: anybody can name a target that
     * keeps the proxy waiting
     */
    void ask(InetSocketAddress target) throws IOException {
        if (proxy.kind() == ProxyAddress.Kind.SOCKS5) {
            try {
                greet();
            } catch (ProxyException e) {
                throw e;
            } catch (IOException e) {
                throw ProxyException.away(proxy, e.toString());
            }
        }
        try {
            switch (proxy.kind()) {
                case HTTP -> askHttp(target);
                case SOCKS5 -> askSocks(target);
            }
        } catch (ProxyException | TargetForbidden | ConnectException e) {
            throw e;
        } catch (IOException e) {
            throw away(target, e.toString());
        }
    }

    private static ConnectException away(InetSocketAddress target, String reason) {
        return new ConnectException("the proxy did not reach " + target + ": " + reason);
    }

    /** The answer that this target is not allowed. It says nothing about the proxy's health. */
    static final class TargetForbidden extends IOException {
        private static final long serialVersionUID = 1L;

        TargetForbidden(InetSocketAddress target, String answer) {
            super("the proxy forbids " + target + ": " + answer);
        }
    }

    private void askHttp(InetSocketAddress target) throws IOException {
        String address = target.getAddress().getHostAddress();
        String authority =
                (target.getAddress() instanceof Inet6Address ? "[" + address + "]" : address) + ":" + target.getPort();
        String login = proxy.hasLogin()
                ? "Proxy-Authorization: Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (proxy.user() + ":" + proxy.password().reveal())
                                                .getBytes(StandardCharsets.UTF_8))
                        + "\r\n"
                : "";
        send(("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n" + login + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        Matcher status = STATUS.matcher(head().lines().findFirst().orElse(""));
        if (!status.matches()) {
            throw ProxyException.refused(proxy, "it speaks no HTTP");
        }
        int code = Integer.parseInt(status.group(1));
        switch (code / 100) {
            case 2 -> {}
            case 5 -> throw away(target, "HTTP " + code);
            default -> {
                if (code == LOGIN_WANTED) {
                    throw ProxyException.refused(proxy, "HTTP " + code);
                }
                throw new TargetForbidden(target, "HTTP " + code);
            }
        }
    }

    /** Reads byte by byte: what follows the head is the target's. */
    private String head() throws IOException {
        var head = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        int ends = 0;
        while (ends < 2) {
            int octet = next(in);
            if (head.size() == LONGEST_HEAD) {
                throw ProxyException.refused(proxy, "an endless head");
            }
            head.write(octet);
            ends = octet == '\n' ? ends + 1 : octet == '\r' ? ends : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private void greet() throws IOException {
        InputStream in = socket.getInputStream();
        send(proxy.hasLogin() ? bytes(VERSION, 2, NO_LOGIN, LOGIN) : bytes(VERSION, 1, NO_LOGIN));
        if (next(in) != VERSION) {
            throw ProxyException.refused(proxy, "it speaks no SOCKS5");
        }
        int way = next(in);
        if (way == LOGIN && proxy.hasLogin()) {
            logIn(in);
        } else if (way != NO_LOGIN) {
            throw ProxyException.refused(proxy, "it wants a login");
        }
    }

    private void askSocks(InetSocketAddress target) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] address = target.getAddress().getAddress();
        var request = new ByteArrayOutputStream();
        request.writeBytes(bytes(VERSION, CONNECT, 0, address.length == 4 ? IPV4 : IPV6));
        request.writeBytes(address);
        request.writeBytes(bytes(target.getPort() >> 8, target.getPort()));
        send(request.toByteArray());
        next(in);
        int reply = next(in);
        next(in);
        int bound = switch (next(in)) {
            case IPV4 -> 4;
            case IPV6 -> 16;
            case NAME -> next(in);
            default -> 0;
        };
        if (in.readNBytes(bound + 2).length < bound + 2 && reply == 0) {
            throw new EOFException("it broke off");
        }
        switch (reply) {
            case 0 -> {}
            case 1, 3, 4, 5, 6 -> throw away(target, "SOCKS " + reply);
            case 2 -> throw new TargetForbidden(target, "SOCKS " + reply);
            default -> throw ProxyException.refused(proxy, "SOCKS " + reply);
        }
    }

    /** Logs in by RFC 1929. */
    private void logIn(InputStream in) throws IOException {
        byte[] user = proxy.user().getBytes(StandardCharsets.UTF_8);
        byte[] password = proxy.password().reveal().getBytes(StandardCharsets.UTF_8);
        var login = new ByteArrayOutputStream();
        login.write(1);
        login.write(user.length);
        login.writeBytes(user);
        login.write(password.length);
        login.writeBytes(password);
        send(login.toByteArray());
        next(in);
        if (next(in) != 0) {
            throw ProxyException.refused(proxy, "the login is wrong");
        }
    }

    private void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    private static int next(InputStream in) throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException("it broke off");
        }
        return octet;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
