package dev.muzon.extractor.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.door.IpNetwork;
import dev.muzon.extractor.source.DoorInput;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegProcess;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.media.SongTitles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of what a player reads of radio stations on loopback: real door, real ffmpeg. */
@Timeout(120)
class RadioTitlesTest {
    private static final Ffmpeg FFMPEG = Ffmpeg.locate();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final MediaProperties SETTINGS = new MediaProperties(4, LIMIT, LIMIT);
    private static final int RATE = 48_000;
    private static final int PAGE = 4_096;

    @TempDir
    Path folder;

    /** Titles that were read so far. A station goes on once its title was. */
    private final List<String> titles = new CopyOnWriteArrayList<>();

    private TestWeb web;
    private Door door;

    @BeforeEach
    void open() throws Exception {
        web = TestWeb.on("127.0.0.1");
        var guard = new AddressGuard(List.of(IpNetwork.valueOf("127.0.0.1/32")), List.of(), InetAddress::getAllByName);
        var limits = new DoorLimits(64 << 20, Duration.ofSeconds(5), Duration.ofSeconds(30));
        door = new Door(guard, SSLContext.getDefault(), limits);
    }

    @AfterEach
    void close() {
        door.close();
        web.close();
    }

    @ParameterizedTest
    @CsvSource({"mp3, libmp3lame, mp3", "aac, aac, adts"})
    void theTitlesOfAnIcyStationStandInItsSound(String format, String codec, String muxer) throws Exception {
        byte[] sound =
                run("-f lavfi -i sine=440:d=40:sample_rate=48000 -c:a " + codec + " -b:a 64k -f " + muxer + " pipe:1");
        var told = new LinkedHashMap<String, byte[]>();
        told.put("Кино - Группа крови", "Кино - Группа крови".getBytes(Charset.forName("windows-1251")));
        told.put("ДДТ - Осень", "ДДТ - Осень".getBytes(UTF_8));
        told.put("Björk - Jóga", "Björk - Jóga".getBytes(ISO_8859_1));
        told.put("x".repeat(200), ("x".repeat(3_000) + "\u0001").getBytes(UTF_8));
        told.put("", new byte[0]);
        icy("/radio", sound, told);

        byte[] played = played("/radio", format, codec);

        assertThat(titles).containsExactlyElementsOf(told.keySet());
        assertThat(seconds(played)).isEqualTo(40, within(0.3));
        assertThat(frequency(played, 20)).isEqualTo(440, within(5.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"libopus", "vorbis -strict -2", "flac"})
    void theTitlesOfAnOggStationAreThoseOfItsStreams(String codec) throws Exception {
        var songs = new LinkedHashMap<String, byte[]>();
        songs.put("Ann – One", ogg(codec, "-metadata title=One -metadata artist=Ann"));
        songs.put("Дважды", ogg(codec, "-metadata title=Дважды"));
        songs.put("", ogg(codec, "-metadata x=y"));
        web.serve("/radio.ogg", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/ogg");
            exchange.sendResponseHeaders(200, 0);
            for (Map.Entry<String, byte[]> song : songs.entrySet()) {
                exchange.getResponseBody().write(song.getValue());
                exchange.getResponseBody().flush();
                awaitRead(song.getKey());
            }
        });

        byte[] played = played("/radio.ogg", "ogg", codec);

        assertThat(titles).containsExactly("Ann – One", "Дважды", "");
        assertThat(seconds(played)).isEqualTo(24, within(0.3));
    }

    private static byte[] ogg(String codec, String tags) throws IOException {
        return run("-f lavfi -i sine=440:d=8:sample_rate=48000 -ac 2 -c:a " + codec + " " + tags + " -f ogg pipe:1");
    }

    private void awaitRead(String title) {
        await().atMost(LIMIT).until(() -> titles.contains(title));
    }

    @Test
    void theTitlesInThePackedSegmentsOfHlsAreRead() throws Exception {
        hls(".aac", segment -> joined(id3("Song " + segment, "Ann"), tone("adts", segment)));

        played("/live.m3u8", "hls", "aac");

        assertThat(titles).containsExactly("Ann – Song 0", "Ann – Song 1", "Ann – Song 2");
    }

    @Test
    void theTitlesInATransportStreamAreRead() throws Exception {
        hls(".ts", segment -> joined(tone("mpegts", segment), packets(id3("Песня " + segment, "Ann"))));

        played("/live.m3u8", "hls", "aac");

        assertThat(titles).containsExactly("Ann – Песня 0", "Ann – Песня 1", "Ann – Песня 2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void theTitlesInTheEventsOfFragmentedMp4AreRead(int version) throws Exception {
        List<byte[]> parts = fragments();
        Files.write(folder.resolve("init.mp4"), parts.getFirst());
        hls(".m4s", segment -> joined(event(version, id3("Song " + segment, "Ann")), parts.get(1 + segment)));

        byte[] played = played("/live.m3u8", "hls", "aac");

        assertThat(titles).containsExactly("Ann – Song 0", "Ann – Song 1", "Ann – Song 2");
        assertThat(seconds(played)).isEqualTo(24, within(0.3));
    }

    /** Makes the beginning of a fragmented MP4 and its three fragments. */
    private static List<byte[]> fragments() throws IOException {
        byte[] all = run("-f lavfi -i sine=440:d=24:sample_rate=48000 -c:a aac -f mp4"
                + " -movflags empty_moov+default_base_moof -frag_duration 8000000 pipe:1");
        List<byte[]> parts = new ArrayList<>(List.of(new byte[0]));
        for (int at = 0; at < all.length; ) {
            int size = ByteBuffer.wrap(all, at, 4).getInt();
            String name = new String(all, at + 4, 4, ISO_8859_1);
            if (name.equals("moof") && parts.size() < 4) {
                parts.add(new byte[0]);
            }
            if (!name.equals("mfra")) {
                parts.add(joined(parts.removeLast(), Arrays.copyOfRange(all, at, at + size)));
            }
            at += size;
        }
        return parts;
    }

    /** Puts a tag into an event box, as packagers for players of CMAF do. */
    private static byte[] event(int version, byte[] tag) {
        byte[] names = "https://aomedia.org/emsg/ID3\0\0".getBytes(ISO_8859_1);
        ByteBuffer times = ByteBuffer.allocate(version == 0 ? 16 : 20).putInt(48_000);
        byte[] head = new byte[] {(byte) version, 0, 0, 0};
        byte[] body = version == 0 ? joined(head, names, times.array(), tag) : joined(head, times.array(), names, tag);
        return joined(
                ByteBuffer.allocate(8)
                        .putInt(8 + body.length)
                        .put("emsg".getBytes(ISO_8859_1))
                        .array(),
                body);
    }

    @Test
    void aStationWithoutTitlesHasNone() throws Exception {
        byte[] sound = run("-f lavfi -i sine=440:d=5 -c:a libmp3lame -f mp3 pipe:1");
        web.serve("/plain", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(sound);
        });

        assertThat(seconds(played("/plain", "mp3", "mp3"))).isEqualTo(5, within(0.2));
        assertThat(titles).isEmpty();
    }

    private interface Segment {
        byte[] make(int number) throws IOException;
    }

    /** Serves a playlist to which the next segment is added once the title of the former was read. */
    private void hls(String ending, Segment made) throws IOException {
        for (int i = 0; i < 3; i++) {
            Files.write(folder.resolve("s" + i + ending), made.make(i));
        }
        web.folder("/s/", folder);
        web.serve("/live.m3u8", exchange -> {
            var playlist = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:1\n");
            if (Files.exists(folder.resolve("init.mp4"))) {
                playlist.append("#EXT-X-MAP:URI=\"/s/init.mp4\"\n");
            }
            int read = titles.size();
            for (int i = 0; i <= Math.min(read, 2); i++) {
                playlist.append("#EXTINF:1.0,\n/s/s").append(i).append(ending).append('\n');
            }
            TestWeb.answer(exchange, 200, playlist + (read >= 2 ? "#EXT-X-ENDLIST\n" : ""));
        });
    }

    private static byte[] tone(String muxer, int number) throws IOException {
        return run("-f lavfi -i sine=440:d=8:sample_rate=48000 -c:a aac -output_ts_offset " + 8 * number + " -f "
                + muxer + " pipe:1");
    }

    private static byte[] id3(String title, String artist) {
        byte[] frames = joined(frame("PRIV", "com.apple.streaming\0\0\0"), frame("TIT2", title), frame("TPE1", artist));
        return joined(
                new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, (byte) (frames.length >> 7), (byte) (frames.length & 0x7F)},
                frames);
    }

    private static byte[] frame(String name, String text) {
        byte[] body = joined(new byte[] {3}, text.getBytes(UTF_8));
        ByteBuffer head = ByteBuffer.allocate(10).put(name.getBytes(ISO_8859_1));
        return joined(head.put(7, (byte) body.length).array(), body);
    }

    /** Puts a tag into packets of a transport stream as Apple's tools do. */
    private static byte[] packets(byte[] tag) {
        byte[] payload = joined(new byte[] {0, 0, 1, (byte) 0xBD, 0, 0, (byte) 0x84, 0, 0}, tag);
        var out = new ByteArrayOutputStream();
        for (int at = 0; at < payload.length; at += 100) {
            byte[] part = Arrays.copyOfRange(payload, at, Math.min(at + 100, payload.length));
            int stuffing = 184 - part.length;
            byte[] adaptation = new byte[stuffing];
            Arrays.fill(adaptation, (byte) 0xFF);
            adaptation[0] = (byte) (stuffing - 1);
            adaptation[1] = 0;
            out.writeBytes(new byte[] {0x47, (byte) (at == 0 ? 0x41 : 0x01), 0x02, 0x30});
            out.writeBytes(adaptation);
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** Serves a station that tells its titles, each for an equal part of the sound. */
    private void icy(String path, byte[] sound, Map<String, byte[]> told) {
        web.serve(path, exchange -> {
            exchange.getResponseHeaders().set("icy-metaint", String.valueOf(PAGE));
            exchange.getResponseHeaders().set("icy-name", "Radio");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            int pages = sound.length / PAGE;
            int page = 0;
            int song = 0;
            for (Map.Entry<String, byte[]> title : told.entrySet()) {
                for (song++; page < song * pages / told.size(); page++) {
                    out.write(sound, page * PAGE, PAGE);
                    out.write(block(title.getValue()));
                }
                out.flush();
                if (song < told.size()) {
                    awaitRead(title.getKey());
                }
            }
            out.write(sound, pages * PAGE, sound.length - pages * PAGE);
        });
    }

    private static byte[] block(byte[] title) {
        byte[] text = joined("StreamTitle='".getBytes(UTF_8), title, "';StreamUrl='';".getBytes(UTF_8));
        int units = (text.length + 15) / 16;
        return joined(new byte[] {(byte) units}, Arrays.copyOf(text, units * 16));
    }

    /** Plays a station to its end and collects its titles. */
    private byte[] played(String path, String format, String codec) throws Exception {
        DoorInput input = DoorInput.open(door, HttpLink.parse(web.url(path)), LIMIT);
        var live = new MediaInfo(
                null, false, null, format, codec.replaceFirst(" .*", ""), null, RATE, 1, Map.of(), false, 100);
        var station = CatalogEntry.of("direct", new FoundTrack("k", "r", "Radio", null, null, live), Instant.EPOCH);
        try (MediaStream stream = MediaStream.open(FFMPEG, input, SoundForm.STREAM, station, Duration.ZERO, SETTINGS);
                var player = new PipedInputStream(1 << 16)) {
            var out = new PipedOutputStream(player);
            Thread.ofVirtual().start(() -> copy(stream, out));
            return decoded(player);
        }
    }

    private static void copy(MediaStream stream, OutputStream out) {
        try (out) {
            stream.copyTo(out);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] decoded(InputStream matroska) throws IOException {
        var decoder = List.of("-f", "matroska", "-i", "pipe:0", "-ac", "1", "-ar", "48000", "-f", "s16le", "pipe:1");
        FfmpegProcess process = FFMPEG.startFed(decoder);
        Thread.ofVirtual().start(() -> {
            try (OutputStream in = process.stdin();
                    InputStream titled = SongTitles.outOf(matroska, titles::add)) {
                titled.transferTo(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return read(process);
    }

    private static double seconds(byte[] pcm) {
        return pcm.length / 2.0 / RATE;
    }

    private static double frequency(byte[] pcm, int second) {
        ByteBuffer samples = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
        int changes = 0;
        for (int i = second * RATE + 1; i < (second + 1) * RATE; i++) {
            if ((samples.getShort(2 * i - 2) < 0) != (samples.getShort(2 * i) < 0)) {
                changes++;
            }
        }
        return changes / 2.0;
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        Stream.of(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] run(String args) throws IOException {
        return read(FFMPEG.start(new ArrayList<>(List.of(("-y " + args).split(" ", -1)))));
    }

    private static byte[] read(FfmpegProcess running) throws IOException {
        try (FfmpegProcess process = running) {
            return process.stdout().readAllBytes();
        }
    }
}
