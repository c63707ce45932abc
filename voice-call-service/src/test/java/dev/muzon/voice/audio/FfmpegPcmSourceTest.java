package dev.muzon.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegProcess;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.media.SongTitles;
import dev.muzon.protocol.media.TrackLength;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.track.Track;
import dev.muzon.resilience.Backoff;
import dev.muzon.runtime.metrics.LogContext;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.ToneMeter;
import dev.muzon.voice.player.StreamEnd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.util.unit.DataSize;

class FfmpegPcmSourceTest {
    private static final Ffmpeg FFMPEG = Ffmpeg.locate();
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final PcmSource.Listener NOBODY = new PcmSource.Listener() {
        @Override
        public void primed() {}

        @Override
        public void ending() {}
    };

    @TempDir
    static Path folder;

    /** Ten seconds, each with a different tone. */
    private static byte[] scale;

    private final List<PcmSource> opened = new ArrayList<>();
    private final List<Duration> requests = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void makeMedia() throws Exception {
        scale = matroska(new TestTones(FFMPEG, folder).tonePerSecond("scale", TestTones.Format.FLAC, 10));
    }

    @AfterEach
    void closeAll() {
        opened.forEach(PcmSource::close);
    }

    @Test
    void aTrackIsDecodedToItsEndAndFinishes() {
        float[] pcm = room(Duration.ofSeconds(11));
        PcmSource source = open(from -> new ByteArrayInputStream(scale), Duration.ofSeconds(10), Duration.ZERO);

        int length = readAll(source, pcm);

        assertThat(source.end()).isEqualTo(StreamEnd.FINISHED);
        assertThat(Pcm.duration(length / Pcm.CHANNELS)).isEqualTo(Duration.ofSeconds(10));
        assertTones(pcm, 0);
    }

    @Test
    void aTrackIsDecodedUnderTheChatOfItsPlayerInTheLog() {
        List<String> chats = new CopyOnWriteArrayList<>();
        try (var _ = LogContext.ofChat(-1007)) {
            open(
                    from -> {
                        chats.add(String.valueOf(MDC.get(LogContext.CHAT)));
                        return new ByteArrayInputStream(scale);
                    },
                    Duration.ofSeconds(10),
                    Duration.ZERO);
        }

        await().atMost(LIMIT).until(() -> chats, List.of("-1007")::equals);
    }

    @Test
    void playbackStartsBeforeTheWholeTrackHasArrived() {
        PcmSource source = open(
                from -> new SequenceInputStream(
                        new ByteArrayInputStream(scale, 0, scale.length / 2), new SilentStream()),
                Duration.ofSeconds(10),
                Duration.ZERO);

        await().atMost(LIMIT).until(source::primed);
        assertThat(source.end()).isNull();
    }

    @Test
    void aTrackIsDecodedHalfASecondAheadOfItsListeners() throws Exception {
        byte[] second = matroska(new TestTones(FFMPEG, folder).tonePerSecond("second", TestTones.Format.FLAC, 1));
        var decoded = new AtomicBoolean();
        PcmSource source = open(
                _ -> new ByteArrayInputStream(second), Duration.ofSeconds(1), Duration.ZERO, new PcmSource.Listener() {
                    @Override
                    public void primed() {}

                    @Override
                    public void ending() {
                        decoded.set(true);
                    }
                });
        await().atMost(LIMIT).until(source::primed);
        await().during(Duration.ofMillis(500)).until(() -> !decoded.get());

        float[] pcm = room(Duration.ofSeconds(2));
        int ahead = source.read(pcm, 0, pcm.length);

        assertThat(Pcm.duration(ahead / Pcm.CHANNELS)).isLessThanOrEqualTo(Duration.ofMillis(500));
        readAll(source, pcm);
        await().atMost(LIMIT).untilTrue(decoded);
    }

    @Test
    void aSeekLandsExactlyAndUsesWhatWasFetched() {
        PcmSource source = open(from -> new ByteArrayInputStream(scale), Duration.ofSeconds(10), Duration.ZERO);
        await().atMost(LIMIT).until(source::primed);
        PcmSource sought = source.seek(Duration.ofSeconds(6), SoundFilters.NONE, NOBODY);
        source.close();
        opened.add(sought);
        float[] pcm = room(Duration.ofSeconds(5));

        int length = readAll(sought, pcm);

        assertThat(Pcm.duration(length / Pcm.CHANNELS)).isEqualTo(Duration.ofSeconds(4));
        assertTones(Arrays.copyOf(pcm, length), 6);
        assertThat(requests).containsExactly(Duration.ZERO);
        assertThat(source.seek(Duration.ZERO, SoundFilters.NONE, NOBODY)).isNull();
    }

    @Test
    void aSeekFarAheadLandsExactly() throws IOException {
        Path file = new TestTones(FFMPEG, folder).tonePerSecond("long", TestTones.Format.MP3, 60);
        byte[] media = matroska(file);
        PcmSource source = open(from -> new ByteArrayInputStream(media), Duration.ofSeconds(60), Duration.ZERO);
        await().atMost(LIMIT).until(source::primed);
        PcmSource sought = source.seek(Duration.ofSeconds(47), SoundFilters.NONE, NOBODY);
        opened.add(sought);
        float[] pcm = room(Duration.ofSeconds(14));

        ToneMeter meter = Sound.meter(Arrays.copyOf(pcm, readAll(sought, pcm)));

        Duration change = meter.change(TestTones.hertzOf(47), TestTones.hertzOf(48));
        assertThat(change.toMillis()).isCloseTo(1000L, within(60L));
    }

    @Test
    void aSeekBeforeTheFetchedPartFetchesAgain() {
        PcmSource source = open(from -> new ByteArrayInputStream(scale), Duration.ofSeconds(10), Duration.ofSeconds(5));
        await().atMost(LIMIT).until(source::primed);
        opened.add(source.seek(Duration.ofSeconds(2), SoundFilters.NONE, NOBODY));

        await().atMost(LIMIT).until(() -> requests.equals(List.of(Duration.ofSeconds(5), Duration.ofSeconds(2))));
    }

    @Test
    void aSeekBeyondWhatHasArrivedOpensTheTrackThere() {
        Media slow = (track, from) -> {
            requests.add(from);
            return from.isZero()
                    ? new SequenceInputStream(new ByteArrayInputStream(scale, 0, scale.length / 3), new SilentStream())
                    : new ByteArrayInputStream(cut(from));
        };
        PcmSource source = sources(slow, Duration.ofMinutes(10))
                .open(track(Duration.ofSeconds(10)), Duration.ZERO, SoundFilters.NONE, NOBODY);
        opened.add(source);
        await().atMost(LIMIT).until(source::primed);
        PcmSource sought = source.seek(Duration.ofSeconds(6), SoundFilters.NONE, NOBODY);
        opened.add(sought);
        float[] pcm = room(Duration.ofSeconds(5));

        int length = readAll(sought, pcm);

        assertThat(Pcm.duration(length / Pcm.CHANNELS)).isEqualTo(Duration.ofSeconds(4));
        assertTones(Arrays.copyOf(pcm, length), 6);
        assertThat(requests).containsExactly(Duration.ZERO, Duration.ofSeconds(6));
    }

    @Test
    void aTrackWhoseLengthWasGuessedTooLongFinishesAtItsMeasuredEnd() throws Exception {
        var sent = new ByteArrayOutputStream();
        sent.write(scale);
        sent.write(TrackLength.note(Duration.ofSeconds(10)));
        List<Duration> heard = new CopyOnWriteArrayList<>();
        Media media = (_, _) -> new ByteArrayInputStream(sent.toByteArray());
        PcmSource source = sources(media, Duration.ofSeconds(10))
                .open(track(Duration.ofSeconds(36)), Duration.ZERO, SoundFilters.NONE, new Lengths(heard));
        opened.add(source);

        int length = readAll(source, room(Duration.ofSeconds(11)));

        assertThat(heard).containsExactly(Duration.ofSeconds(10));
        assertThat(Pcm.duration(length / Pcm.CHANNELS)).isEqualTo(Duration.ofSeconds(10));
        assertThat(source.end()).isEqualTo(StreamEnd.FINISHED);
    }

    private record Lengths(List<Duration> heard) implements PcmSource.Listener {
        @Override
        public void primed() {}

        @Override
        public void ending() {}

        @Override
        public void measured(Duration length) {
            heard.add(length);
        }
    }

    @Test
    void theLastPiecesThatAStationSentBeforeItPausedStayedInABuffer() throws Exception {
        byte[] second = matroska(new TestTones(FFMPEG, folder).tonePerSecond("second", TestTones.Format.OPUS, 1));
        int pieces = 7 * 1024;
        var sent = new ByteArrayOutputStream();
        try (var out = SongTitles.into(sent, () -> "")) {
            out.write(second, 0, pieces);
            out.flush();
            Media station =
                    (_, _) -> new SequenceInputStream(new ByteArrayInputStream(sent.toByteArray()), new SilentStream());
            PcmSource source =
                    sources(station, Duration.ofMinutes(5)).open(track(null), Duration.ZERO, SoundFilters.NONE, NOBODY);
            opened.add(source);

            assertThat(second).hasSizeGreaterThan(pieces);
            await().atMost(LIMIT).until(source::primed);
        }
    }

    @Test
    void theTitlesOfALiveStreamAreHeardAndItsSoundStaysWhole() throws Exception {
        var titled = new ByteArrayOutputStream();
        var onAir = List.of("One", "One", "Дважды").iterator();
        try (var out = SongTitles.into(titled, () -> onAir.hasNext() ? onAir.next() : "")) {
            out.write(scale);
        }
        List<String> heard = new CopyOnWriteArrayList<>();
        Media station = (_, _) -> new ByteArrayInputStream(titled.toByteArray());
        PcmSource source = sources(station, Duration.ofSeconds(10))
                .open(track(null), Duration.ZERO, SoundFilters.NONE, titles(heard));
        opened.add(source);

        int length = readAll(source, room(Duration.ofSeconds(11)));

        assertThat(heard).containsExactly("One", "Дважды", "");
        assertThat(Pcm.duration(length / Pcm.CHANNELS)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void theNameOfASimilarSongIsHeardAgainAfterASeek() throws Exception {
        var titled = new ByteArrayOutputStream();
        try (var out = SongTitles.into(titled, () -> "Others – Scale")) {
            out.write(scale);
        }
        Media media = (_, _) -> new ByteArrayInputStream(titled.toByteArray());
        List<String> heard = new CopyOnWriteArrayList<>();
        PcmSource source = sources(media, Duration.ofSeconds(10))
                .open(track(Duration.ofSeconds(10)), Duration.ZERO, SoundFilters.NONE, titles(heard));
        opened.add(source);
        int length = readAll(source, room(Duration.ofSeconds(11)));
        assertThat(Pcm.duration(length / Pcm.CHANNELS)).isEqualTo(Duration.ofSeconds(10));
        assertThat(heard).containsOnly("Others – Scale");

        List<String> after = new CopyOnWriteArrayList<>();
        PcmSource seek = Objects.requireNonNull(source.seek(Duration.ofSeconds(5), SoundFilters.NONE, titles(after)));
        opened.add(seek);

        await().atMost(LIMIT).untilAsserted(() -> assertThat(after).containsOnly("Others – Scale"));
    }

    private static PcmSource.Listener titles(List<String> heard) {
        return new PcmSource.Listener() {
            @Override
            public void primed() {}

            @Override
            public void ending() {}

            @Override
            public void titled(String title) {
                heard.add(title);
            }
        };
    }

    @Test
    void aLiveStreamWhoseSenderHangsIsOpenedAgain() {
        Media hanging = (track, from) -> {
            requests.add(from);
            return requests.size() == 1
                    ? new SequenceInputStream(new ByteArrayInputStream(scale, 0, scale.length / 3), new SilentStream())
                    : new ByteArrayInputStream(scale);
        };
        PcmSource source =
                sources(hanging, Duration.ofMillis(300)).open(track(null), Duration.ZERO, SoundFilters.NONE, NOBODY);
        opened.add(source);

        int length = readAll(source, room(Duration.ofSeconds(20)));

        assertThat(requests).hasSize(2);
        assertThat(Pcm.duration(length / Pcm.CHANNELS)).isGreaterThan(Duration.ofSeconds(12));
    }

    @Test
    void aTransferThatBreaksOffIsOpenedAgainWhereTheDecoderIs() {
        AtomicInteger transfers = new AtomicInteger();
        PcmSource source = open(
                from -> transfers.incrementAndGet() == 1
                        ? new SequenceInputStream(
                                new ByteArrayInputStream(scale, 0, scale.length * 6 / 10), new BrokenStream())
                        : new ByteArrayInputStream(cut(from)),
                Duration.ofSeconds(10),
                Duration.ZERO);
        float[] pcm = room(Duration.ofSeconds(11));

        int length = readAll(source, pcm);

        assertThat(source.end()).isEqualTo(StreamEnd.FINISHED);
        assertThat(requests).hasSize(2);
        assertThat(requests.get(1)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(8));
        assertThat(Pcm.duration(length / Pcm.CHANNELS).toMillis()).isCloseTo(10_000L, within(100L));
        assertTones(pcm, 0);
    }

    @Test
    void aRecordingAtItsLimitGoesOnInAnotherTransfer() {
        Media media = (track, from) -> {
            requests.add(from);
            return new ByteArrayInputStream(cut(from));
        };
        RecordingRules small = new RecordingRules(
                folder, DataSize.ofBytes(scale.length * 7L / 10), PlayedSound.room(), Duration.ofSeconds(10));
        PcmSource source = new FfmpegPcmSources(
                        media, FFMPEG, small, new Loudnesses(), Duration.ofSeconds(5), backoff())
                .open(track(Duration.ofSeconds(10)), Duration.ZERO, SoundFilters.NONE, NOBODY);
        opened.add(source);
        float[] pcm = room(Duration.ofSeconds(11));

        readAll(source, pcm);

        assertThat(source.end()).isEqualTo(StreamEnd.FINISHED);
        assertThat(requests).hasSizeGreaterThan(1);
        assertTones(pcm, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTrackIsHeardWholeInPartsWhereTheBudgetOrTheDiskHasNoRoom(boolean spent) {
        Media media = (track, from) -> {
            requests.add(from);
            return new ByteArrayInputStream(cut(from));
        };
        DataSize always = DataSize.ofBytes(scale.length * 7L / 10);
        RecordingBudget budget = new RecordingBudget(
                DataSize.ofBytes(spent ? 10 : 1 << 30),
                always,
                DataSize.ofMegabytes(512),
                () -> spent ? 1L << 40 : 1 << 20);
        RecordingRules rules = new RecordingRules(folder, DataSize.ofMegabytes(100), budget, Duration.ofSeconds(10));
        PcmSource source = new FfmpegPcmSources(
                        media, FFMPEG, rules, new Loudnesses(), Duration.ofSeconds(5), backoff())
                .open(track(Duration.ofSeconds(10)), Duration.ZERO, SoundFilters.NONE, NOBODY);
        float[] pcm = room(Duration.ofSeconds(11));

        readAll(source, pcm);

        assertThat(source.end()).isEqualTo(StreamEnd.FINISHED);
        assertThat(requests).hasSizeGreaterThan(1);
        assertTones(pcm, 0);
        source.close();
        await().atMost(LIMIT).until(() -> budget.taken() == 0);
    }

    // A full disk was told as a source that does not answer.
    @Test
    void aFullDiskIsToldAsThatAndTheTrackGoesOnWhenThereIsRoom() throws Exception {
        var room = new AtomicLong();
        List<FailureCode> troubles = new CopyOnWriteArrayList<>();
        var budget = new RecordingBudget(
                DataSize.ofGigabytes(1), DataSize.ofMegabytes(4), DataSize.ofMegabytes(512), room::get);
        RecordingRules rules = new RecordingRules(folder, DataSize.ofMegabytes(100), budget, Duration.ofSeconds(10));
        var listener = new PcmSource.Listener() {
            @Override
            public void primed() {}

            @Override
            public void ending() {}

            @Override
            public void troubled(Failure failure) {
                troubles.add(failure.code());
            }
        };
        PcmSource source = new FfmpegPcmSources(
                        (_, from) -> new ByteArrayInputStream(cut(from)),
                        FFMPEG,
                        rules,
                        new Loudnesses(),
                        Duration.ofSeconds(5),
                        new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), 0))
                .open(track(Duration.ofSeconds(10)), Duration.ZERO, SoundFilters.NONE, listener);
        opened.add(source);
        await().atMost(LIMIT).until(() -> !troubles.isEmpty());

        room.set(1L << 40);
        float[] pcm = room(Duration.ofSeconds(11));
        readAll(source, pcm);

        assertThat(troubles).containsOnly(FailureCode.DISK_FULL);
        assertThat(source.end()).isEqualTo(StreamEnd.FINISHED);
        assertTones(pcm, 0);
    }

    @Test
    void recordingsOfAllTracksShareOneBudgetAndGiveItBack() throws Exception {
        RecordingBudget budget = new RecordingBudget(
                DataSize.ofBytes(scale.length * 3L / 2),
                DataSize.ofBytes(1),
                DataSize.ofBytes(0),
                () -> Long.MAX_VALUE);
        var first = recording(budget);
        await().atMost(LIMIT).until(() -> budget.taken() == scale.length);
        var second = recording(budget);

        assertThatThrownBy(() -> second.reader().readAllBytes()).hasMessageContaining("all recordings together");
        first.close();
        second.close();

        assertThat(budget.taken()).isZero();
        var third = recording(budget);
        await().atMost(LIMIT).until(() -> budget.taken() == scale.length);
        third.close();
    }

    @Test
    void aTruncatedTrackDoesNotCountAsFinished() {
        PcmSource source = open(from -> new ByteArrayInputStream(scale), Duration.ofSeconds(60), Duration.ZERO);

        readAll(source, room(Duration.ofSeconds(11)));

        StreamEnd end = source.end();
        assertThat(end.reason()).isEqualTo(EndReason.TRUNCATED);
        assertThat(end.failure().code()).isEqualTo(FailureCode.SOURCE_TRUNCATED);
    }

    @ParameterizedTest
    @CsvSource({"1, TRUNCATED", "2, FINISHED"})
    void mediaThatWentOnFarLongerThanTheirTrackNeverEnded(int seconds, EndReason reason) throws Exception {
        byte[] loud = matroska(
                new TestTones(FFMPEG, folder).tone("long", TestTones.Format.FLAC, 440, Duration.ofSeconds(75)));
        PcmSource source = open(from -> new ByteArrayInputStream(loud), Duration.ofSeconds(seconds), Duration.ZERO);

        int heard = readAll(source, room(Duration.ofSeconds(80)));

        assertThat(source.end().reason()).isEqualTo(reason);
        assertThat(heard / (double) Pcm.CHANNELS / Pcm.SAMPLE_RATE)
                .isEqualTo(reason == EndReason.FINISHED ? 75 : 70, within(0.3));
    }

    @Test
    void emptyMediaIsAFailure() {
        PcmSource empty = open(from -> InputStream.nullInputStream(), Duration.ofSeconds(60), Duration.ZERO);
        PcmSource text = open(
                from -> new ByteArrayInputStream("<html>".repeat(1000).getBytes(StandardCharsets.UTF_8)),
                Duration.ofSeconds(60),
                Duration.ZERO);

        for (PcmSource source : List.of(empty, text)) {
            await().atMost(LIMIT).until(() -> source.end() != null);
            assertThat(source.end().reason()).isEqualTo(EndReason.FAILED);
        }
    }

    @Test
    void mediaRefusedForGoodIsNotAskedForAgain() {
        Failure gone = Failure.of(FailureCode.SOURCE_NOT_FOUND, "404");
        PcmSource source = open(
                from -> {
                    throw gone.asException();
                },
                Duration.ofSeconds(60),
                Duration.ZERO);

        await().atMost(LIMIT).until(() -> source.end() != null);
        assertThat(source.end()).isEqualTo(StreamEnd.failed(gone));
        assertThat(requests).hasSize(1);
    }

    @Test
    void aSourceThatIsAwayForAMomentIsWaitedFor() {
        AtomicInteger attempts = new AtomicInteger();
        PcmSource source = open(
                from -> {
                    if (attempts.incrementAndGet() < 4) {
                        throw Failure.of(FailureCode.PEER_UNAVAILABLE, "restarting")
                                .asException();
                    }
                    return new ByteArrayInputStream(scale);
                },
                Duration.ofSeconds(10),
                Duration.ZERO);

        readAll(source, room(Duration.ofSeconds(11)));
        assertThat(source.end()).isEqualTo(StreamEnd.FINISHED);
    }

    @Test
    void anErrorWhileOpeningTheMediaEndsTheSource() {
        PcmSource source = open(
                from -> {
                    throw new NoClassDefFoundError("gone");
                },
                Duration.ofSeconds(10),
                Duration.ZERO);

        await().atMost(LIMIT).until(() -> source.end() != null);
        assertThat(source.primed()).isTrue();
        assertThat(source.end().reason()).isEqualTo(EndReason.FAILED);
        assertThat(source.end().failure()).isInstanceOf(Failure.Critical.class);
    }

    @Test
    void anErrorWhileReadingTheMediaCountsAsABrokenTransfer() {
        float[] pcm = room(Duration.ofSeconds(11));
        AtomicInteger transfers = new AtomicInteger();
        PcmSource source = open(
                from -> transfers.getAndIncrement() == 0
                        ? new SequenceInputStream(
                                new ByteArrayInputStream(scale, 0, scale.length / 2), new FailingStream())
                        : new ByteArrayInputStream(cut(from)),
                Duration.ofSeconds(10),
                Duration.ZERO);

        int length = readAll(source, pcm);

        assertThat(source.end()).isEqualTo(StreamEnd.FINISHED);
        assertThat(Pcm.duration(length / Pcm.CHANNELS).toMillis()).isCloseTo(10_000, within(100L));
    }

    @Test
    void soundAfterRunningDryWakesTheReaderAgain() throws InterruptedException {
        SleepingReader reader = new SleepingReader();
        PcmSource source = open(
                from -> new SequenceInputStream(
                        new ByteArrayInputStream(scale, 0, scale.length / 2),
                        new LateStream(reader.ranDry, new ByteArrayInputStream(scale, scale.length / 2, scale.length))),
                Duration.ofSeconds(10),
                Duration.ZERO,
                reader);

        int length = reader.readAll(source);

        assertThat(source.end()).isEqualTo(StreamEnd.FINISHED);
        assertThat(Pcm.duration(length / Pcm.CHANNELS)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void theEndOfABrokenTransferWakesTheReaderThatRanDry() throws InterruptedException {
        SleepingReader reader = new SleepingReader();
        InputStream cutOff = new SequenceInputStream(
                new ByteArrayInputStream(scale, 0, scale.length / 2),
                new LateStream(reader.ranDry, new BrokenStream()));
        PcmSource source = open(
                from -> from.isZero() ? cutOff : new BrokenStream(), Duration.ofSeconds(10), Duration.ZERO, reader);

        reader.readAll(source);

        assertThat(source.end().reason()).isEqualTo(EndReason.TRUNCATED);
    }

    @Test
    void aTransferThatBreaksAtOnePlaceMeansThatTheTrackIsCutShortThere() {
        InputStream half = new ByteArrayInputStream(scale, 0, scale.length / 2);
        PcmSource source = open(
                from -> from.isZero() ? new SequenceInputStream(half, new BrokenStream()) : new BrokenStream(),
                Duration.ofSeconds(10),
                Duration.ZERO);

        readAll(source, room(Duration.ofSeconds(11)));

        assertThat(source.end().reason()).isEqualTo(EndReason.TRUNCATED);
        assertThat(source.end().failure().code()).isEqualTo(FailureCode.SOURCE_TRUNCATED);
        assertThat(source.end().originAway()).isFalse();
    }

    @Test
    void aTransferThatBreaksJustBeforeTheEndCountsAsHeardButIsCut() {
        InputStream all = new ByteArrayInputStream(scale);
        PcmSource source = open(
                from -> from.isZero() ? new SequenceInputStream(all, new BrokenStream()) : new BrokenStream(),
                Duration.ofMillis(10_300),
                Duration.ZERO);

        readAll(source, room(Duration.ofSeconds(11)));

        assertThat(source.end()).isEqualTo(StreamEnd.NEARLY_FINISHED);
    }

    @Test
    void nothingFollowsAStationThatPausesOrAServerThatIsAway() {
        AtomicInteger endings = new AtomicInteger();
        PcmSource.Listener counting = new PcmSource.Listener() {
            @Override
            public void primed() {}

            @Override
            public void ending() {
                endings.incrementAndGet();
            }
        };
        PcmSource station = open(from -> new ByteArrayInputStream(scale), null, Duration.ZERO, counting);
        PcmSource away = open(
                from -> {
                    throw Failure.of(FailureCode.PEER_UNAVAILABLE, "restarting").asException();
                },
                Duration.ofSeconds(10),
                Duration.ZERO,
                counting);
        readAll(station, room(Duration.ofSeconds(11)));
        readAll(away, room(Duration.ofSeconds(11)));
        assertThat(endings).hasValue(0);

        readAll(
                open(from -> new ByteArrayInputStream(scale), Duration.ofSeconds(10), Duration.ZERO, counting),
                room(Duration.ofSeconds(11)));
        assertThat(endings).hasValue(1);
    }

    @Test
    void aBreakIsKnownBeforeWhatIsBufferedWasRead() {
        InputStream all = new ByteArrayInputStream(scale);
        PcmSource source = open(
                from -> from.isZero() ? new SequenceInputStream(all, new BrokenStream()) : new BrokenStream(),
                Duration.ofSeconds(60),
                Duration.ofSeconds(0));
        float[] part = new float[Pcm.FRAME_VALUES];

        await().atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(() -> {
            while (!source.broken() && source.read(part, 0, part.length) > 0) {
                // Reads like a pump without pace until the break is known.
            }
            return source.broken();
        });
    }

    @Test
    void aServerThatAnswersNoMoreInMidSongIsAwayAndTheTrackIsNotCutShort() {
        InputStream half = new ByteArrayInputStream(scale, 0, scale.length / 2);
        PcmSource source = open(
                from -> {
                    if (from.isZero()) {
                        return new SequenceInputStream(half, new BrokenStream());
                    }
                    throw Failure.of(FailureCode.SOURCE_UNAVAILABLE, "HTTP 503").asException();
                },
                Duration.ofSeconds(10),
                Duration.ZERO);

        readAll(source, room(Duration.ofSeconds(11)));

        assertThat(source.end().reason()).isEqualTo(EndReason.TRUNCATED);
        assertThat(source.end().originAway()).isTrue();
    }

    private PcmSource open(
            java.util.function.Function<Duration, InputStream> answer, Duration duration, Duration from) {
        return open(answer, duration, from, NOBODY);
    }

    private PcmSource open(
            java.util.function.Function<Duration, InputStream> answer,
            Duration duration,
            Duration from,
            PcmSource.Listener listener) {
        Media media = (track, at) -> {
            requests.add(at);
            return answer.apply(at);
        };
        PcmSource source =
                sources(media, Duration.ofSeconds(10)).open(track(duration), from, SoundFilters.NONE, listener);
        opened.add(source);
        return source;
    }

    private static FfmpegPcmSources sources(Media media, Duration stallLimit) {
        RecordingRules recordings =
                new RecordingRules(folder, DataSize.ofMegabytes(100), PlayedSound.room(), stallLimit);
        return new FfmpegPcmSources(media, FFMPEG, recordings, new Loudnesses(), Duration.ofSeconds(5), backoff());
    }

    private static Recording recording(RecordingBudget budget) throws IOException {
        RecordingRules rules = new RecordingRules(folder, DataSize.ofMegabytes(100), budget, Duration.ofSeconds(10));
        return Recording.of(new ByteArrayInputStream(scale), Duration.ZERO, rules, length -> {});
    }

    private static Backoff backoff() {
        return new Backoff(Duration.ofMillis(10), Duration.ofMillis(50), 0);
    }

    private static Track track(Duration duration) {
        return new Track("t1", "library", "Scale", null, duration, null);
    }

    private static float[] room(Duration duration) {
        return new float[Math.toIntExact(Pcm.samples(duration) * Pcm.CHANNELS)];
    }

    /** Reads like a pump without pace. */
    private static int readAll(PcmSource source, float[] into) {
        int[] length = {0};
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(() -> {
            length[0] += source.read(into, length[0], into.length - length[0]);
            return source.end() != null;
        });
        return length[0];
    }

    private static void assertTones(float[] pcm, int firstSecond) {
        ToneMeter meter = Sound.meter(pcm);
        for (int second = 0; second < meter.duration().toSeconds() && firstSecond + second < 10; second++) {
            Duration at = Duration.ofSeconds(second).plusMillis(300);
            double right = meter.power(at, TestTones.hertzOf(firstSecond + second));
            double wrong = meter.power(at, TestTones.hertzOf(firstSecond + second + 3));
            assertThat(right).as("second %d", firstSecond + second).isGreaterThan(100 * wrong);
        }
    }

    private static byte[] matroska(Path file) throws IOException {
        return run(List.of("-i", file.toString(), "-c", "copy", "-f", "matroska", "pipe:1"));
    }

    /** Makes what the extractor answers to {@code ?from=}. */
    private static byte[] cut(Duration from) {
        try {
            String seek = from.toMillis() + "ms";
            String file = folder.resolve("scale.flac").toString();
            return run(List.of("-ss", seek, "-i", file, "-c", "flac", "-f", "matroska", "pipe:1"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] run(List<String> args) throws IOException {
        try (FfmpegProcess process = FFMPEG.start(args)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            process.stdout().transferTo(out);
            return out.toByteArray();
        }
    }

    /** Reads like the pump: to the last byte when it is told that there is something, and never otherwise. */
    private static final class SleepingReader implements PcmSource.Listener {
        private final Semaphore wakes = new Semaphore(0);
        private final CountDownLatch ranDry = new CountDownLatch(1);

        @Override
        public void primed() {
            wakes.release();
        }

        @Override
        public void ending() {}

        int readAll(PcmSource source) throws InterruptedException {
            float[] frame = new float[Pcm.FRAME_VALUES];
            int length = 0;
            while (source.end() == null) {
                assertThat(wakes.tryAcquire(LIMIT.toSeconds(), TimeUnit.SECONDS))
                        .as("woken after %s", Pcm.duration(length / Pcm.CHANNELS))
                        .isTrue();
                for (int n = source.read(frame, 0, frame.length); n > 0; n = source.read(frame, 0, frame.length)) {
                    length += n;
                }
                ranDry.countDown();
            }
            return length;
        }
    }

    /** A sender that goes on when it is told to. */
    private static final class LateStream extends FilterInputStream {
        private final CountDownLatch gate;

        LateStream(CountDownLatch gate, InputStream rest) {
            super(rest);
            this.gate = gate;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
            return super.read(into, offset, length);
        }
    }

    private static final class FailingStream extends InputStream {
        @Override
        public int read() {
            throw new IllegalStateException("no such state");
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return read();
        }
    }

    /** A connection that was cut. */
    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("connection reset");
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return read();
        }
    }

    /** A sender that sends nothing more. */
    private static final class SilentStream extends InputStream {
        private boolean closed;

        @Override
        public synchronized int read() throws IOException {
            while (!closed) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException(e);
                }
            }
            return -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return read();
        }

        @Override
        public synchronized void close() {
            closed = true;
            notifyAll();
        }
    }
}
