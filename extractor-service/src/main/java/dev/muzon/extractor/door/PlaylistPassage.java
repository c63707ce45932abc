package dev.muzon.extractor.door;

import com.sun.net.httpserver.HttpExchange;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The passage of playlists to a child. What they name leads through the door, and DASH manifests become HLS. */
final class PlaylistPassage {
    private final IntConsumer counter;
    private final HlsPlaylist.Addresses addresses;
    private final DashSequence sequence = new DashSequence();

    /**
     * Takes what goes along.
     *
     * @param counter of the bytes that came
     * @param addresses gives each link an address at the door
     */
    PlaylistPassage(IntConsumer counter, HlsPlaylist.Addresses addresses) {
        this.counter = counter;
        this.addresses = addresses;
    }

    /**
     * Answers a child.
     *
     * @return why the answer did not begin, null when it is complete
     * @throws IOException when it began and cannot be completed
     */
    @Nullable Failure pass(HttpExchange exchange, Opened opened) throws IOException {
        byte[] ours;
        try {
            ours = rewritten(opened).getBytes(StandardCharsets.UTF_8);
        } catch (FailureException e) {
            return e.failure();
        }
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.apple.mpegurl");
        exchange.sendResponseHeaders(200, ours.length);
        exchange.getResponseBody().write(ours);
        exchange.close();
        return null;
    }

    private String rewritten(Opened opened) throws IOException {
        byte[] theirs = opened.body().readNBytes(HlsPlaylist.LONGEST + 1);
        counter.accept(theirs.length);
        String text = new String(theirs, StandardCharsets.UTF_8);
        boolean dash = DashManifest.beginsIn(text);
        if (theirs.length > HlsPlaylist.LONGEST || !(dash || HlsPlaylist.beginsIn(text))) {
            throw Failure.of(FailureCode.URL_UNSUPPORTED, "a playlist that is none, or far too long")
                    .asException();
        }
        HttpLink from = opened.answer().from();
        return dash
                ? DashManifest.read(text, from).asHls(opened.answer().date(), sequence, addresses)
                : HlsPlaylist.rewritten(text, from, addresses);
    }
}
