package dev.muzon.assistant.transcription.http;

import dev.muzon.assistant.transcription.Speech;
import dev.muzon.assistant.transcription.SpokenLanguage;
import dev.muzon.assistant.transcription.Transcriber;
import dev.muzon.assistant.transcription.Transcript;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A recogniser behind {@code POST …/audio/transcriptions}, as OpenAI, Groq, whisper.cpp and speaches offer it. */
public final class HttpTranscriber implements Transcriber {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private final HttpTranscriberSettings settings;
    private final URI endpoint;
    private final HttpClient http;
    /** True once the model refused to name the language. */
    private volatile boolean wordsOnly;

    public HttpTranscriber(HttpTranscriberSettings settings) {
        this.settings = settings;
        this.endpoint = URI.create(settings.url().toString().replaceAll("/+$", "") + "/audio/transcriptions");
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_LIMIT)
                .followRedirects(HttpClient.Redirect.NEVER) // the speech and the key go where the operator said
                .build();
    }

    @Override
    public String name() {
        return "http (" + settings.model() + ")";
    }

    /** Asks for the language too where it is to be found. Some models refuse that, so then the words alone are asked for. */
    @Override
    public Transcript transcribe(Speech speech, SpokenLanguage language) throws InterruptedException {
        if (language.isAuto() && !wordsOnly) {
            HttpResponse<byte[]> answer = ask(speech, language, "verbose_json");
            if (!TranscriptionAnswer.refusesTheRequest(answer)) {
                return TranscriptionAnswer.transcript(answer);
            }
        }
        Transcript transcript = TranscriptionAnswer.transcript(ask(speech, language, "json"));
        wordsOnly |= language.isAuto();
        return transcript;
    }

    private HttpResponse<byte[]> ask(Speech speech, SpokenLanguage language, String format)
            throws InterruptedException {
        var form = new MultipartForm()
                .field("model", settings.model())
                .field("response_format", format)
                .field("temperature", "0");
        if (!language.isAuto()) {
            form.field("language", language.code());
        }
        form.file("file", "note.wav", "audio/wav", speech.wav());
        var request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", form.contentType())
                .header("Accept", "application/json")
                .POST(form.body());
        if (!settings.key().isBlank()) {
            request.header("Authorization", "Bearer " + settings.key().reveal());
        }
        return answer(request.build(), settings.patience().plus(speech.length()));
    }

    /** Waits for the whole answer. A body that drips is cut off with the rest. */
    private HttpResponse<byte[]> answer(HttpRequest request, Duration limit) throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, BoundedBody.handler());
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unavailable("no answer within " + limit.toSeconds() + " s").causedBy(e);
        } catch (ExecutionException e) {
            throw unavailable(inWords(e.getCause())).causedBy(e);
        } finally {
            answer.cancel(true);
        }
    }

    /** Names the server, without a login in its address, and what happened. Java's own words are often a class alone. */
    private String inWords(@Nullable Throwable cause) {
        String server = endpoint.getHost() + (endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort());
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return "the recogniser at " + server + " cannot be reached";
        }
        String message = cause == null ? null : cause.getMessage();
        return "the request to the recogniser at " + server + " failed: " + (message == null ? cause : message);
    }

    private static Failure unavailable(String why) {
        return Failure.of(FailureCode.TRANSCRIBER_UNAVAILABLE, why);
    }
}
