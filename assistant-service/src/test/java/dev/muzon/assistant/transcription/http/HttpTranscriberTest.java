package dev.muzon.assistant.transcription.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muzon.assistant.sandbox.RecognitionServer;
import dev.muzon.assistant.sandbox.RecognitionServer.Answer;
import dev.muzon.assistant.transcription.Speech;
import dev.muzon.assistant.transcription.SpokenLanguage;
import dev.muzon.assistant.transcription.Transcript;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.runtime.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests over real HTTP what the recogniser is sent and what its answers mean. */
class HttpTranscriberTest {
    private static final Speech SECOND = new Speech(new byte[32_000]);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private RecognitionServer server;

    @BeforeEach
    void start() throws IOException {
        server = RecognitionServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsTheSoundAsAFileWithModelLanguageAndKey() throws Exception {
        server.hears("buy milk");

        assertThat(transcriber(server.url(), PATIENCE).transcribe(SECOND, new SpokenLanguage("ru")))
                .isEqualTo(Transcript.of("buy milk"));

        RecognitionServer.Request sent = server.requests.getFirst();
        assertThat(sent.path()).isEqualTo("/v1/audio/transcriptions");
        assertThat(sent.authorization()).isEqualTo("Bearer sk-test");
        assertThat(sent.type()).startsWith("multipart/form-data; boundary=");
        assertThat(sent.body())
                .contains("name=\"model\"\r\n\r\nwhisper-1\r\n")
                .contains("name=\"language\"\r\n\r\nru\r\n")
                .contains("name=\"file\"; filename=\"note.wav\"\r\nContent-Type: audio/wav\r\n\r\nRIFF")
                .endsWith("--\r\n");
    }

    @Test
    void leavesTheLanguageOutWhenTheRecogniserHasToFindIt() throws Exception {
        transcriber(server.url(), PATIENCE).transcribe(SECOND, SpokenLanguage.AUTO);

        assertThat(server.requests.getFirst().body()).doesNotContain("name=\"language\"");
    }

    @ParameterizedTest
    @CsvSource({
        "400, NOTE_UNREADABLE",
        "401, TRANSCRIBER_REFUSED",
        "403, TRANSCRIBER_REFUSED",
        "404, TRANSCRIBER_REFUSED",
        "302, TRANSCRIBER_REFUSED",
        "413, NOTE_UNREADABLE",
        "415, NOTE_UNREADABLE",
        "429, TRANSCRIBER_UNAVAILABLE",
        "500, TRANSCRIBER_UNAVAILABLE",
        "503, TRANSCRIBER_UNAVAILABLE"
    })
    void eachStatusHasItsFailure(int status, FailureCode code) {
        server.plan(Answer.status(status));
        server.plan(Answer.status(status));

        assertThat(failure().code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"russian, ru", "en, en", "klingon, ''", "'', ''"})
    void namesTheLanguageThatTheRecogniserFound(String named, String code) throws Exception {
        server.plan(new Answer(200, "{\"text\":\"да\",\"language\":\"" + named + "\"}", Map.of()));

        Transcript heard = transcriber(server.url(), PATIENCE).transcribe(SECOND, SpokenLanguage.AUTO);

        assertThat(heard).isEqualTo(new Transcript("да", new SpokenLanguage(code)));
        assertThat(server.requests.getFirst().body()).contains("verbose_json");
    }

    @Test
    void asksAModelThatDoesNotNameTheLanguageForItsWordsAlone() throws Exception {
        HttpTranscriber transcriber = transcriber(server.url(), PATIENCE);
        server.plan(Answer.status(400));
        server.hears("buy milk");

        assertThat(transcriber.transcribe(SECOND, SpokenLanguage.AUTO).text()).isEqualTo("buy milk");
        assertThat(transcriber.transcribe(SECOND, SpokenLanguage.AUTO).text()).isEqualTo("buy milk");

        assertThat(server.requests)
                .extracting(request -> request.body().contains("verbose_json"))
                .containsExactly(true, false, false);
    }

    @Test
    void waitsAsLongAsABusyRecogniserAsksFor() {
        server.plan(new Answer(429, "{}", Map.of("Retry-After", "17")));

        assertThat(failure())
                .isEqualTo(Failure.retryAfter(
                        FailureCode.TRANSCRIBER_UNAVAILABLE, "the recogniser answered 429", Duration.ofSeconds(17)));
    }

    @Test
    void namesTheShortCodeOfARefusalAndNoWordOfItsText() {
        server.plan(new Answer(401, "{\"error\":{\"message\":\"buy milk\",\"code\":\"invalid_api_key\"}}", Map.of()));

        assertThat(failure().detail()).isEqualTo("the recogniser answered 401 invalid_api_key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"<html>hello</html>", "{}", "{\"text\":7}", "''", "[1,2]"})
    void anAnswerThatNobodyCanReadIsATransientFailure(String garbage) {
        server.plan(new Answer(200, garbage, Map.of()));

        assertThat(failure().code()).isEqualTo(FailureCode.TRANSCRIBER_UNAVAILABLE);
    }

    @Test
    void anAnswerWithoutEndIsATransientFailure() {
        server.plan(new Answer(200, "x".repeat(BoundedBody.MAX_BYTES + 1), Map.of()));

        assertThat(failure().code()).isEqualTo(FailureCode.TRANSCRIBER_UNAVAILABLE);
    }

    @Test
    void anAnswerThatDoesNotComeIsATransientFailure() {
        server.plan(Answer.never());

        assertThat(failure(transcriber(server.url(), Duration.ofMillis(1))).code())
                .isEqualTo(FailureCode.TRANSCRIBER_UNAVAILABLE);
    }

    @Test
    @Timeout(30)
    void anAnswerThatDripsWithoutEndIsCutOff() {
        server.plan(Answer.dripping());

        Failure failure = failure(transcriber(server.url(), Duration.ofMillis(500)));

        assertThat(failure.code()).isEqualTo(FailureCode.TRANSCRIBER_UNAVAILABLE);
        assertThat(failure.detail()).startsWith("no answer within");
    }

    @Test
    void aServerThatIsAwayIsATransientFailure() {
        assertThat(failure(transcriber(URI.create("http://127.0.0.1:9/v1"), PATIENCE)))
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo(FailureCode.TRANSCRIBER_UNAVAILABLE);
                    // "java.net.ConnectException" was the whole reason.
                    assertThat(failure.detail()).isEqualTo("the recogniser at 127.0.0.1:9 cannot be reached");
                });
    }

    private Failure failure() {
        return failure(transcriber(server.url(), PATIENCE));
    }

    private static Failure failure(HttpTranscriber transcriber) {
        return catchThrowableOfType(FailureException.class, () -> transcriber.transcribe(SECOND, SpokenLanguage.AUTO))
                .failure();
    }

    private static HttpTranscriber transcriber(URI url, Duration patience) {
        return new HttpTranscriber(new HttpTranscriberSettings(url, new Secret("sk-test"), "whisper-1", patience));
    }
}
