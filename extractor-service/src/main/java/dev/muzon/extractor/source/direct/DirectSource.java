package dev.muzon.extractor.source.direct;

import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaFormats;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.PageSites;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.TrackQuery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The source of audio behind a URL: an audio file, a radio station, an HLS playlist. Nothing is downloaded in advance.
 */
final class DirectSource implements TrackSource {
    private final DirectProperties settings;
    private final AddressGuard guard;
    private final Ffprobe ffprobe;
    private final Path trusted;

    /**
     * Makes the source.
     *
     * @param trusted PEM file of the certificate authorities TLS servers are checked against
     */
    DirectSource(DirectProperties settings, AddressGuard guard, Ffprobe ffprobe, Path trusted) {
        this.settings = settings;
        this.guard = guard;
        this.ffprobe = ffprobe;
        this.trusted = trusted;
    }

    @Override
    public String name() {
        return "direct";
    }

    @Override
    public SourceView view() {
        return new SourceView(name(), List.of(SourceView.Kind.LINKS), null);
    }

    @Override
    public boolean answers(TrackQuery query) {
        return query instanceof TrackQuery.Link link && PageSites.of(link).isEmpty();
    }

    @Override
    public String blames(TrackQuery query) {
        return HttpLink.parse(((TrackQuery.Link) query).url()).origin();
    }

    @Override
    public List<FoundTrack> resolve(TrackQuery query) throws InterruptedException {
        HttpLink link = HttpLink.parse(((TrackQuery.Link) query).url());
        MediaInfo media = probe(link);
        Long size = media.size();
        if (size != null && size > settings.maxSize().toBytes()) {
            var limit = FailureArgument.bytes(settings.maxSize().toBytes());
            throw Failure.of(FailureCode.TRACK_TOO_LARGE, size + " bytes", Map.of("limit", limit))
                    .asException();
        }
        String title = media.tag("title");
        if (title == null) {
            title = media.tag("icy-name");
        }
        String url = link.toString();
        return List.of(
                new FoundTrack(url, url, title == null ? link.readableName() : title, media.tag("artist"), url, media));
    }

    private MediaInfo probe(HttpLink link) throws InterruptedException {
        // Checked here already, so that the answer to a forbidden address does not depend on ffmpeg's wording.
        guard.resolve(link.host());
        try (DoorInput input = through(link, List.of())) {
            try {
                return ffprobe.probe(input.options(), input.location(), settings.probeLimit());
            } catch (FailureException e) {
                Failure atTheDoor = input.failure();
                throw atTheDoor == null ? e : atTheDoor.causedBy(e);
            }
        }
    }

    @Override
    public MediaInput open(String reference) {
        HttpLink link = HttpLink.parse(reference);
        guard.resolve(link.host());
        return through(
                link,
                List.of(
                        "-reconnect", "1",
                        "-reconnect_streamed", "1",
                        "-reconnect_on_network_error", "1",
                        "-reconnect_delay_max", "5"));
    }

    private DoorInput through(HttpLink link, List<String> more) {
        GuardedProxy proxy = GuardedProxy.open(
                guard,
                new GuardedProxy.Limits(
                        settings.maxSize().toBytes(), settings.connectTimeout(), settings.readTimeout()));
        List<String> options = new ArrayList<>(List.of(
                "-http_proxy",
                proxy.address(),
                "-protocol_whitelist",
                "http,https,tls,tcp,httpproxy,crypto,data",
                "-format_whitelist",
                MediaFormats.STREAMS,
                "-rw_timeout",
                String.valueOf(settings.readTimeout().toNanos() / 1000),
                // Without it a seek in mp3 reads everything from byte 0.
                "-fflags",
                "+fastseek"));
        if (link.scheme().equals("https")) {
            // ffmpeg reports an option that nothing uses as a mistake.
            options.addAll(List.of("-tls_verify", "1", "-ca_file", trusted.toString()));
        }
        options.addAll(more);
        return new DoorInput(proxy, List.copyOf(options), link.toString());
    }

    private record DoorInput(GuardedProxy proxy, List<String> options, String location) implements MediaInput {
        @Override
        public @Nullable Failure failure() {
            return proxy.failure();
        }

        @Override
        public void close() {
            proxy.close();
        }
    }
}
