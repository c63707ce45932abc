package dev.muzon.assistant.transcription;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests where recordings are cut, and what counts as silence. */
class SpeechCutterTest {
    private static final int SECOND = Speech.BYTES_PER_SECOND;

    @Test
    void aShortRecordingIsOnePiece() throws Exception {
        byte[] recording = loud(5);

        assertThat(pieces(recording)).singleElement().satisfies(piece -> {
            assertThat(piece.pcm()).isEqualTo(recording);
            assertThat(piece.length()).isEqualTo(Duration.ofSeconds(5));
        });
    }

    @Test
    void anEmptyRecordingHasNoPieces() throws Exception {
        assertThat(pieces(new byte[0])).isEmpty();
        assertThat(pieces(new byte[1])).isEmpty();
    }

    @Test
    void aLongRecordingIsCutInThePausesAndLosesNoSample() throws Exception {
        byte[] recording = loud(200);
        Arrays.fill(recording, 16 * SECOND, 17 * SECOND, (byte) 0);

        List<Speech> pieces = pieces(recording);

        assertThat(pieces.getFirst().length()).isBetween(Duration.ofSeconds(16), Duration.ofSeconds(17));
        assertThat(pieces.stream().mapToInt(piece -> piece.pcm().length).sum()).isEqualTo(recording.length);
        assertThat(pieces.subList(0, pieces.size() - 1))
                .allMatch(piece -> piece.length().toSeconds() >= 15
                        && piece.length().compareTo(Duration.ofSeconds(SpeechCutter.LONGEST_SECONDS)) <= 0);
    }

    @Test
    void aFewSecondsThatAreLeftOverStayWithTheLastPiece() throws Exception {
        assertThat(pieces(loud(SpeechCutter.LONGEST_SECONDS + SpeechCutter.REST_SECONDS)))
                .hasSize(1);
        assertThat(pieces(loud(SpeechCutter.LONGEST_SECONDS + SpeechCutter.REST_SECONDS + 1)))
                .hasSize(2);
    }

    @Test
    void aClickInSilenceIsNoWord() {
        byte[] click = new byte[SECOND];
        System.arraycopy(loud(1), 0, click, 0, SECOND / 10);

        assertThat(new Speech(new byte[SECOND]).isSilent()).isTrue();
        assertThat(new Speech(click).isSilent()).isTrue();
        assertThat(new Speech(loud(1)).isSilent()).isFalse();
    }

    @Test
    void theCutIsInTheLongestPauseBetweenStretchesOfSpeech() throws Exception {
        SpeechFinder finder =
                _ -> Optional.of(List.of(stretch(0, 15.5), stretch(15.8, 17), stretch(17.9, 18.5), stretch(18.6, 24)));

        assertThat(pieces(loud(40), finder).getFirst().length()).isEqualTo(Duration.ofMillis(17_450));
    }

    @Test
    void aPieceInWhichNobodySpeaksIsSilent() throws Exception {
        assertThat(pieces(loud(30), _ -> Optional.of(List.of()))).hasSize(2).allMatch(Speech::isSilent);
        assertThat(pieces(loud(5), _ -> Optional.of(List.of(stretch(1, 2))))).noneMatch(Speech::isSilent);
    }

    @Test
    void speechWithoutAPauseIsCutWhereItIsQuietest() throws Exception {
        byte[] recording = loud(40);
        Arrays.fill(recording, 16 * SECOND, 17 * SECOND, (byte) 0);

        List<Speech> pieces = pieces(recording, _ -> Optional.of(List.of(stretch(0, 25))));

        assertThat(pieces.getFirst().length()).isBetween(Duration.ofSeconds(16), Duration.ofSeconds(17));
    }

    private static SpeechFinder.Stretch stretch(double from, double to) {
        return new SpeechFinder.Stretch((int) (from * Speech.RATE), (int) (to * Speech.RATE));
    }

    private static List<Speech> pieces(byte[] recording) throws Exception {
        return pieces(recording, SpeechFinder.NONE);
    }

    private static List<Speech> pieces(byte[] recording, SpeechFinder finder) throws Exception {
        var cutter = new SpeechCutter(new ByteArrayInputStream(recording), finder);
        List<Speech> pieces = new ArrayList<>();
        for (Optional<Speech> piece = cutter.next(); piece.isPresent(); piece = cutter.next()) {
            pieces.add(piece.get());
        }
        return pieces;
    }

    private static byte[] loud(int seconds) {
        byte[] pcm = new byte[seconds * SECOND];
        for (int i = 0; i < pcm.length; i += 2) {
            short sample = (short) (8000 * Math.sin(i / 17.0));
            pcm[i] = (byte) sample;
            pcm[i + 1] = (byte) (sample >> 8);
        }
        return pcm;
    }
}
