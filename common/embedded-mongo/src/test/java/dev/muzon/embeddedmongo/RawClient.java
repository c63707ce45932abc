package dev.muzon.embeddedmongo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A client in a separate process, possibly another user's. It says hello and counts the first bytes of the answer. */
final class RawClient {
    private static final int OP_MSG = 2013;

    private RawClient() {}

    /** @param prefix a command that runs another one, such as {@code setpriv} */
    static String answerTo(InetSocketAddress server, String... prefix) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(prefix));
        command.addAll(List.of(
                "bash",
                "-c",
                "exec 3<>/dev/tcp/127.0.0.1/%d; cat >&3; head -c 16 <&3 | wc -c".formatted(server.getPort())));
        Process client = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var hello = client.getOutputStream()) {
            hello.write(hello());
        }
        String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!client.waitFor(60, TimeUnit.SECONDS)) {
            client.destroyForcibly();
        }
        return answer;
    }

    /** Encodes the message {@code {hello: 1, $db: "admin"}}. */
    private static byte[] hello() {
        ByteBuffer document = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        document.putInt(0).put((byte) 0x10).put(text("hello")).putInt(1);
        document.put((byte) 0x02).put(text("$db")).putInt(6).put(text("admin")).put((byte) 0);
        document.putInt(0, document.position());
        int length = 16 + 4 + 1 + document.position();
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .putInt(1)
                .putInt(0)
                .putInt(OP_MSG)
                .putInt(0)
                .put((byte) 0)
                .put(document.flip())
                .array();
    }

    private static byte[] text(String text) {
        return (text + "\0").getBytes(StandardCharsets.UTF_8);
    }
}
