package dev.muzon.gateway.telegram;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.meta.TelegramUrl;

/**
 * The HTTP connections to one Bot API server. Redirects are not followed: the token is part of every path and must not
 * travel to another host.
 */
final class TelegramHttp implements Closeable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(20);
    /** A call waits for one of the connections about as long as another call lasts. Its own time begins after that. */
    private static final Duration QUEUED = CALL;
    /** For the largest file that Telegram takes, over a slow line. */
    private static final Duration UPLOAD = Duration.ofMinutes(5);
    /** Longer than any long poll, so that only a dead connection ends this way. */
    private static final Duration POLL = Duration.ofSeconds(75);
    /** The longest pause between two pieces of a file. The whole may take as long as it likes. */
    private static final Duration STALL = Duration.ofSeconds(20);
    /** The library sends asynchronously, and OkHttp's own limit is 5 at once per host. */
    private static final int AT_ONCE = 128;

    private final String token;
    private final boolean ownServer;
    private final TelegramTime time;
    private final TelegramUrl url;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final OkHttpClient calls;
    private final OkHttpClient polls;
    private final OkHttpClient uploads;
    private final OkHttpClient files;

    /**
     * Builds the client.
     *
     * @param apiUrl null for Telegram's own server
     */
    TelegramHttp(@Nullable URI apiUrl, String token, TelegramTime time) {
        this.token = token;
        this.ownServer = apiUrl != null;
        this.time = time;
        this.url = apiUrl == null ? TelegramUrl.DEFAULT_URL : telegramUrl(apiUrl);
        this.calls = client().callTimeout(CALL).build();
        this.polls = client().callTimeout(POLL).readTimeout(POLL).build();
        this.uploads = client().callTimeout(UPLOAD)
                .readTimeout(POLL)
                .writeTimeout(STALL)
                .build();
        this.files = client().readTimeout(STALL).build();
    }

    private static TelegramUrl telegramUrl(URI url) {
        int port = url.getPort() != -1 ? url.getPort() : HttpUrl.defaultPort(url.getScheme());
        return new TelegramUrl(url.getScheme(), url.getHost(), port, false);
    }

    private Response readTime(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String date = response.header("Date");
        if (date != null) {
            time.heard(date);
        }
        return response;
    }

    private OkHttpClient.Builder client() {
        var dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequests(AT_ONCE);
        dispatcher.setMaxRequestsPerHost(AT_ONCE);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectTimeout(CONNECT)
                .addNetworkInterceptor(this::readTime)
                .followRedirects(false)
                .followSslRedirects(false);
    }

    /** Returns the bot's own user id, which its token begins with, or 0 when the token is malformed. */
    long botId() {
        int end = token.indexOf(':');
        try {
            return end < 0 ? 0 : Long.parseLong(token, 0, end, 10);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Returns the time by Telegram's clock. */
    Instant now() {
        return time.now();
    }

    TelegramCalls calls() {
        return callsOf(calls);
    }

    TelegramCalls polls() {
        return callsOf(polls);
    }

    TelegramCalls uploads() {
        return callsOf(uploads);
    }

    private TelegramCalls callsOf(OkHttpClient client) {
        Duration limit = Duration.ofMillis(client.callTimeoutMillis()).plus(QUEUED);
        return new TelegramCalls(new OkHttpTelegramClient(client, token, url), token, limit);
    }

    /** Hangs up on a question whose answer nobody waits for any more. */
    void abandonPolls() {
        polls.dispatcher().cancelAll();
    }

    /**
     * Opens a file over HTTP, or from the disk that your own Bot API server shares in its local mode.
     *
     * @param path as {@code getFile} named it
     */
    RemoteFile download(String path) {
        if (ownServer && path.startsWith("/")) {
            return LocalFiles.open(Path.of(path));
        }
        var address = new HttpUrl.Builder()
                .scheme(url.getSchema())
                .host(url.getHost())
                .port(url.getPort())
                .addPathSegment("file")
                .addPathSegment("bot" + token)
                .addPathSegments(path)
                .build();
        try {
            Response response =
                    files.newCall(new Request.Builder().url(address).build()).execute();
            ResponseBody body = response.body();
            if (body == null || !response.isSuccessful()) {
                response.close();
                throw refused(response.code()).asException();
            }
            long length = body.contentLength();
            return new RemoteFile(body.byteStream(), length < 0 ? OptionalLong.empty() : OptionalLong.of(length));
        } catch (IOException e) {
            throw Failure.of(
                            FailureCode.TELEGRAM_UNAVAILABLE,
                            "file: " + e.getClass().getSimpleName())
                    .asException();
        }
    }

    private static Failure refused(int status) {
        return status >= 500
                ? Failure.of(FailureCode.TELEGRAM_UNAVAILABLE, "file: " + status)
                : Failure.of(FailureCode.SOURCE_NOT_FOUND, "file: " + status);
    }

    @Override
    public void close() {
        for (OkHttpClient client : new OkHttpClient[] {polls, calls, uploads, files}) {
            client.dispatcher().cancelAll();
            client.connectionPool().evictAll();
        }
        threads.close();
    }
}
