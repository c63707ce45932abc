package dev.muzon.standalone.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The check of the login page's identity provider: it answers, and calls itself as the settings do. */
final class ProviderCheck {
    static final String ISSUER = "MUZON_CONSOLE_OIDC_ISSUER";

    private static final int LONGEST = 1 << 18;

    private final String issuer;
    private final String place;
    private final Duration limit;

    /**
     * Makes the check.
     *
     * @param place where the issuer is corrected
     */
    ProviderCheck(String issuer, String place, Duration limit) {
        this.issuer = issuer;
        this.place = place;
        this.limit = limit;
    }

    /** Asks the provider for its description. The page's link and password do without it, so nothing is broken. */
    Finding look() throws InterruptedException {
        String named;
        try {
            named = JsonMapper.shared().readTree(description()).path("issuer").asString("");
        } catch (IOException e) {
            return Finding.warning(
                    "the login page's identity provider does not answer (" + NetworkTrouble.inWords(e) + ")",
                    "check the network, or correct " + place);
        } catch (JacksonException _) {
            named = "";
        }
        return named.equals(issuer)
                ? Finding.well("the login page's identity provider answers")
                : Finding.warning(
                        named.isEmpty()
                                ? issuer + " is not an identity provider: nothing describes it below /.well-known/"
                                : "the login page's identity provider calls itself " + named,
                        "correct " + place);
    }

    private String description() throws IOException, InterruptedException {
        URI address = URI.create(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration");
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(limit).build()) {
            HttpResponse<String> answer = whole(client.sendAsync(
                    HttpRequest.newBuilder(address).build(), BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST)));
            return answer.statusCode() == 200 ? answer.body() : "";
        }
    }

    /** Waits for the whole answer. A body that drips is cut off with the rest. */
    private <T> T whole(CompletableFuture<T> answer) throws IOException, InterruptedException {
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw (IOException) new HttpTimeoutException("no answer in time").initCause(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException("the request failed", e);
        } finally {
            answer.cancel(true);
        }
    }
}
