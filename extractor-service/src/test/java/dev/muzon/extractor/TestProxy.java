package dev.muzon.extractor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that speaks HTTP and SOCKS5. It leads every target to the same port on loopback, and remembers what it was asked
 * for.
 */
public final class TestProxy implements AutoCloseable {
    /** The answer of a proxy that waits for a target without end. */
    public static final int SILENCE = -1;

    private static final int SOCKS = 5;
    private static final int LOGIN = 2;

    private final ServerSocket server;
    private final ExecutorService acceptor = Executors.newVirtualThreadPerTaskExecutor();
    private final @Nullable String login;
    private final List<String> targets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile int answer;

    private TestProxy(@Nullable String login) {
        this.login = login;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        acceptor.execute(this::accept);
    }

    /**
     * Opens a proxy.
     *
     * @param login user and password with a colon between them, null when everyone is served
     */
    public static TestProxy open(@Nullable String login) {
        return new TestProxy(login);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Returns what was asked for, names as {@code name:port} and addresses as {@code address:port}. */
    public List<String> targets() {
        return targets;
    }

    public int connections() {
        return connections.get();
    }

    /** Answers every further request with a status of HTTP or a reply of SOCKS. */
    public void answer(int code) {
        answer = code;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var in = new DataInputStream(client.getInputStream());
            int first = in.readUnsignedByte();
            Integer port = first == SOCKS ? socks(in, client.getOutputStream()) : http(in, client.getOutputStream());
            if (port == null) {
                return;
            }
            try (var origin = new Socket(InetAddress.getLoopbackAddress(), port)) {
                open.add(origin);
                Thread.ofVirtual().start(() -> copy(client, origin));
                origin.getInputStream().transferTo(client.getOutputStream());
            }
        } catch (IOException _) {
            // One side has ended.
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            // One side has ended.
        }
    }

    private @Nullable Integer http(DataInputStream in, OutputStream out) throws IOException {
        var head = new StringBuilder("C");
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        String target = head.toString().split(" ", 3)[1];
        String wanted = login == null
                ? ""
                : "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)) + "\r\n";
        if (head.indexOf(wanted) < 0) {
            return refused(out, "HTTP/1.1 407 No\r\n\r\n".getBytes(ISO_8859_1));
        }
        targets.add(target);
        if (answer == SILENCE) {
            in.readAllBytes();
            return null;
        }
        if (answer != 0) {
            return refused(out, ("HTTP/1.1 " + answer + " No\r\n\r\n").getBytes(ISO_8859_1));
        }
        out.write("HTTP/1.1 200 OK\r\nX-Proxy: test\r\n\r\n".getBytes(ISO_8859_1));
        return Integer.valueOf(target.substring(target.lastIndexOf(':') + 1));
    }

    private @Nullable Integer socks(DataInputStream in, OutputStream out) throws IOException {
        byte[] ways = in.readNBytes(in.readUnsignedByte());
        if (login != null) {
            if (new String(ways, ISO_8859_1).indexOf(LOGIN) < 0) {
                return refused(out, new byte[] {SOCKS, (byte) 0xff});
            }
            out.write(new byte[] {SOCKS, LOGIN});
            in.readUnsignedByte();
            String user = new String(in.readNBytes(in.readUnsignedByte()), UTF_8);
            String password = new String(in.readNBytes(in.readUnsignedByte()), UTF_8);
            boolean known = login.equals(user + ":" + password);
            out.write(new byte[] {1, (byte) (known ? 0 : 1)});
            if (!known) {
                return null;
            }
        } else {
            out.write(new byte[] {SOCKS, 0});
        }
        in.skipNBytes(3);
        int kind = in.readUnsignedByte();
        String host = switch (kind) {
            case 1 -> InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
            case 4 -> InetAddress.getByAddress(in.readNBytes(16)).getHostAddress();
            default -> new String(in.readNBytes(in.readUnsignedByte()), ISO_8859_1);
        };
        int port = in.readUnsignedShort();
        targets.add(host + ":" + port);
        out.write(new byte[] {SOCKS, (byte) answer, 0, 1, 0, 0, 0, 0, 0, 0});
        return answer == 0 ? port : null;
    }

    private static @Nullable Integer refused(OutputStream out, byte[] answer) throws IOException {
        out.write(answer);
        return null;
    }

    @Override
    public void close() {
        try {
            server.close();
            // Until it has noticed, one more connection is taken.
            acceptor.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
