package dev.muzon.extractor.source.direct;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * What ffmpeg says to its proxy before the bytes flow.
 *
 * @param host whom it wants to reach; IPv6 without brackets
 * @param path of the origin with query; empty for {@code CONNECT}
 * @param fields the header fields as they came
 */
record RequestHead(String method, String host, int port, String path, List<String> fields) {
    private static final int LONGEST = 32 * 1024;

    /** @throws IOException when this is no request a proxy could serve */
    static RequestHead read(InputStream in) throws IOException {
        List<String> lines = lines(in);
        String[] request = lines.getFirst().split(" ", -1);
        if (request.length != 3) {
            throw new IOException("not a request line");
        }
        boolean tunnel = request[0].equals("CONNECT");
        URI target = uri(tunnel ? "tunnel://" + request[1] : request[1]);
        String host = target.getHost();
        if (host == null
                || (!tunnel && !"http".equalsIgnoreCase(target.getScheme()))
                || (tunnel && target.getPort() < 1)) {
            throw new IOException("not a target for a proxy");
        }
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        return new RequestHead(
                request[0],
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                target.getPort() < 0 ? 80 : target.getPort(),
                tunnel ? "" : path + query,
                lines.subList(1, lines.size()));
    }

    boolean tunnel() {
        return method.equals("CONNECT");
    }

    /** The head as the origin has to see it: one request per connection, no word of a proxy. */
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

    private static URI uri(String text) throws IOException {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw new IOException("not a URI", malformed);
        }
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
