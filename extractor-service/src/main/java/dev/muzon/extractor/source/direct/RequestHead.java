package dev.muzon.extractor.source.direct;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of a request that ffmpeg sends to its proxy.
 *
 * @param host the host to reach. IPv6 without brackets
 * @param path of the origin with query. Empty for {@code CONNECT}
 * @param fields the header fields as they came
 */
record RequestHead(String method, String host, int port, String path, List<String> fields) {
    private static final int LONGEST = 32 * 1024;

    private static final Pattern TARGET = Pattern.compile("(?<scheme>[a-zA-Z][a-zA-Z0-9+.-]*)://"
            + "(?<host>\\[[0-9a-fA-F:.]+]|[^\\[\\]:/?#@]+)(?::(?<port>\\d{1,5}))?(?<path>[/?].*)?");

    /**
     * Reads a head.
     *
     * @throws IOException when it is not a request that a proxy could serve
     * @throws FailureException {@code url.unsupported} for another scheme than http, where a redirect may lead
     */
    static RequestHead read(InputStream in) throws IOException {
        List<String> lines = lines(in);
        String[] request = lines.getFirst().split(" ", -1);
        if (request.length != 3) {
            throw new IOException("not a request line");
        }
        boolean tunnel = request[0].equals("CONNECT");
        Matcher target = TARGET.matcher(tunnel ? "tunnel://" + request[1] : request[1]);
        if (!target.matches()) {
            throw new IOException("not a target for a proxy");
        }
        if (!tunnel && !target.group("scheme").equalsIgnoreCase("http")) {
            throw Failure.of(FailureCode.URL_UNSUPPORTED, "a request to " + target.group("scheme") + ":")
                    .asException();
        }
        String port = target.group("port");
        if (tunnel && port == null) {
            throw new IOException("a tunnel without a port");
        }
        String host = target.group("host");
        String path = target.group("path") == null ? "/" : target.group("path");
        return new RequestHead(
                request[0],
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port == null ? 80 : Integer.parseInt(port),
                tunnel ? "" : path.startsWith("/") ? path : "/" + path,
                lines.subList(1, lines.size()));
    }

    boolean tunnel() {
        return method.equals("CONNECT");
    }

    /** Returns the head as the origin must see it: one request per connection, without a trace of the proxy. */
    byte[] forOrigin() {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        for (String field : fields) {
            String name = field.toLowerCase(Locale.ROOT);
            if (!name.startsWith("connection:") && !name.startsWith("proxy-")) {
                head.append(field).append("\r\n");
            }
        }
        return head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<String> lines(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ending = 0;
        while (ending < 4) {
            int octet = in.read();
            if (octet < 0 || head.size() > LONGEST) {
                throw new IOException("the request head does not end");
            }
            head.write(octet);
            ending = octet == (ending % 2 == 0 ? '\r' : '\n') ? ending + 1 : octet == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1).strip().lines().toList();
    }
}
