package dev.muzon.extractor.source.instance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.door.NetworkExit;
import dev.muzon.extractor.source.FakeServices;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.extractor.source.TrackSourceContract;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import dev.muzon.testkit.web.Face;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of the sources that are instances: behind TLS, with answers of the real ones' shapes. */
abstract class InstanceContract extends TrackSourceContract {
    static final String ID = Face.VIDEO;
    static final String PAGE = "https://www.youtube.com/watch?v=" + ID;
    static final String GONE = "https://youtu.be/" + Face.GONE;

    @TempDir
    Path folder;

    FakeServices web;
    private InstanceSource source;

    @BeforeEach
    void start() throws Exception {
        web = new FakeServices();
        web.web()
                .song(Files.readAllBytes(
                        new TestTones(FFMPEG, folder).tone("one", Format.MP3, 440, Duration.ofSeconds(3))))
                .sound("/sound");
        source = start(host());
    }

    private InstanceSource start(String host) {
        var parts = new InstanceConfiguration.Parts(
                web.guard(), web.guard(), web.trust(), FakeServices.LIMITS, NetworkExit.STRAIGHT, new Ffprobe(FFMPEG));
        return parts.source(host.substring(0, host.indexOf('.')).replace("api", ""), base(host), this::instance);
    }

    private HttpLink base(String host) {
        return HttpLink.parse(web.origin(host));
    }

    @AfterEach
    void stop() throws IOException {
        source.close();
        web.close();
    }

    abstract String host();

    abstract Instance instance(InstanceApi api);

    /** Answers for {@link #PAGE} with a sound at this address. */
    abstract void leadsTo(String address);

    /** Breaks the whole instance. */
    abstract String entrance();

    @Override
    protected TrackSource source() {
        return source;
    }

    @Override
    protected TrackQuery present() {
        return new TrackQuery.Link(PAGE);
    }

    @Override
    protected TrackQuery absent() {
        return new TrackQuery.Link(GONE);
    }

    @Override
    protected SourceView.Kind kind() {
        return SourceView.Kind.PAGES;
    }

    FoundTrack found() throws InterruptedException {
        return source.resolve(present()).getFirst();
    }

    FailureCode failure() {
        try {
            found();
        } catch (FailureException e) {
            return e.failure().code();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        throw new AssertionError("it found something");
    }

    void says(String path, String json) {
        web.text(path, "application/json", json);
    }

    @Test
    void thePageOfALinkIsOpenedAndItsTitleSaid() throws Exception {
        FoundTrack track = found();
        assertThat(track.title()).isEqualTo("Sea Breeze");
        assertThat(track.link()).isEqualTo(PAGE);
    }

    @Test
    void aLinkToAFileIsNotForAnInstance() {
        assertThat(source.answers(new TrackQuery.Link("https://host.example/a.mp3")))
                .isFalse();
    }

    @Test
    void soundAtAPrivateAddressIsRefusedAlthoughTheInstanceMayStandThere() {
        leadsTo("https://inside.example/sound");
        assertThat(failure()).isEqualTo(FailureCode.URL_FORBIDDEN);
    }

    @Test
    void anInstanceThatIsBrokenIsAnOutageOfItsOwnOrigin() {
        web.serve(entrance(), exchange -> TestWeb.answer(exchange, 502, "<html>Bad Gateway</html>"));
        assertThat(failure()).isEqualTo(FailureCode.SOURCE_UNAVAILABLE);
        assertThat(source.blames(present())).isEqualTo(base(host()).origin());
    }

    @Test
    void anExpiredSoundIsFoundAgainWhenItIsOpened() throws Exception {
        FoundTrack track = found();
        leadsTo(web.origin(host()) + "/sound?second");
        source.open(track.reference()).close();
        assertThat(web.asked()).last().asString().endsWith("/sound?second");
    }

    @Test
    void aReferenceToAFileIsNotOpened() {
        assertThatThrownBy(() -> source.open("https://host.example/a.mp3")).isInstanceOf(FailureException.class);
    }

    // A song of an hour ended where the address of its sound did.
    @ParameterizedTest
    @ValueSource(ints = {403, 410})
    void aSongWhoseAddressExpiredBrokeOffInTheMiddle(int status) throws Exception {
        byte[] song = new byte[1_500_000];
        new Random(1).nextBytes(song);
        web.serve("/long", exchange -> {
            String[] range = exchange.getRequestHeaders()
                    .getFirst("Range")
                    .replace("bytes=", "")
                    .split("-", -1);
            int start = Integer.parseInt(range[0]);
            int end = Math.min(song.length, Integer.parseInt(range[1]) + 1);
            if (start > 0 && exchange.getRequestURI().getQuery().equals("first")) {
                TestWeb.answer(exchange, status, "expired");
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "audio/mpeg");
            exchange.getResponseHeaders().set("Content-Range", "bytes " + start + "-" + (end - 1) + "/" + song.length);
            exchange.sendResponseHeaders(206, end - start);
            exchange.getResponseBody().write(song, start, end - start);
        });
        leadsTo(web.origin(host()) + "/long?first");
        try (MediaInput input = source.open(PAGE)) {
            leadsTo(web.origin(host()) + "/long?second");
            assertThat(requireNonNull(input.bytes()).from(0).readAllBytes()).isEqualTo(song);
        }
    }
}
