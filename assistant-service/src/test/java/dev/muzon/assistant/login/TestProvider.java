package dev.muzon.assistant.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/** A small identity provider on loopback. Codes work once, for the client with its secret and the verifier (PKCE). */
public final class TestProvider implements AutoCloseable {
    public static final String CLIENT = "muzon";
    public static final String SECRET = "a secret: with + and &";

    /** A maker of the ID token. */
    interface TokenMaker {
        String token(JWTClaimsSet claims, RSAKey key) throws Exception;
    }

    private static final RSAKey KEY = newKey();

    final RSAKey key = KEY;
    final AtomicInteger discoveries = new AtomicInteger();

    /** Holds back each answer while it is closed. */
    volatile CountDownLatch gate = new CountDownLatch(0);

    volatile UnaryOperator<JWTClaimsSet.Builder> claims = all -> all;
    volatile TokenMaker tokens = TestProvider::signed;
    volatile UnaryOperator<Map<String, Object>> metadata = all -> all;

    /** Instead of the JSON that a path answers. */
    final Map<String, String> instead = new HashMap<>();

    private final HttpServer server;
    private final Map<String, Map<String, String>> codes = new HashMap<>();

    public TestProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/.well-known/openid-configuration", exchange -> {
            discoveries.incrementAndGet();
            answer(exchange, 200, metadata.apply(known()));
        });
        server.createContext("/authorize", this::authorize);
        server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(key).toJSONObject()));
        server.createContext("/token", this::token);
        server.createContext(
                "/userinfo",
                exchange -> answer(
                        exchange, 200, Map.of("sub", "248289", "email", "anna@example.org", "email_verified", true)));
        server.start();
    }

    static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("first").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns an address of another site than the page has, as far as browsers know. */
    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private Map<String, Object> known() {
        return new LinkedHashMap<>(Map.of(
                "issuer",
                issuer(),
                "authorization_endpoint",
                issuer() + "/authorize",
                "token_endpoint",
                issuer() + "/token",
                "userinfo_endpoint",
                issuer() + "/userinfo",
                "jwks_uri",
                issuer() + "/keys",
                "response_types_supported",
                new String[] {"code"},
                "subject_types_supported",
                new String[] {"public"},
                "id_token_signing_alg_values_supported",
                new String[] {"RS256"}));
    }

    /** Logs the one person in without a question, and sends the browser back. */
    private void authorize(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            asked.get("redirect_uri") + "?state=" + asked.get("state") + "&code="
                                    + logIn(exchange.getRequestURI()));
            exchange.sendResponseHeaders(302, -1);
        }
    }

    /** Does what a person does on the provider's page, and returns the code that their browser gets. */
    String logIn(URI page) {
        String code = "code-" + codes.size() + "-that-nobody-may-read";
        codes.put(code, form(page.getRawQuery()));
        return code;
    }

    static Map<String, String> form(String query) {
        var values = new HashMap<String, String>();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return values;
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> sent = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (!isOurClient(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, Map.of("error", "invalid_client"));
            return;
        }
        Map<String, String> begun = codes.remove(sent.get("code"));
        if (begun == null
                || !begun.get("redirect_uri").equals(sent.get("redirect_uri"))
                || !begun.get("code_challenge").equals(challenge(sent.get("code_verifier")))) {
            answer(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        try {
            Instant now = Instant.now();
            JWTClaimsSet all = claims.apply(new JWTClaimsSet.Builder()
                            .issuer(issuer())
                            .subject("248289")
                            .audience(CLIENT)
                            .claim("nonce", begun.get("nonce"))
                            .claim("email", "anna@example.org")
                            .claim("email_verified", true)
                            .issueTime(Date.from(now))
                            .expirationTime(Date.from(now.plusSeconds(300))))
                    .build();
            answer(
                    exchange,
                    200,
                    Map.of(
                            "access_token",
                            "an-access-token",
                            "token_type",
                            "Bearer",
                            "expires_in",
                            300,
                            "id_token",
                            tokens.token(all, key)));
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static boolean isOurClient(String authorization) {
        String[] parts = new String(Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8)
                .split(":", 2);
        return parts[0].equals(CLIENT)
                && URLDecoder.decode(parts[1], StandardCharsets.UTF_8).equals(SECRET);
    }

    private static String challenge(String verifier) {
        try {
            return Base64URL.encode(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)))
                    .toString();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String signed(JWTClaimsSet claims, RSAKey key) throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("first").build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private void answer(HttpExchange exchange, int status, Map<String, ?> json) throws IOException {
        try (exchange) {
            gate.await();
            String other = instead.get(exchange.getRequestURI().getPath());
            byte[] body = (other == null ? JsonMapper.shared().writeValueAsString(json) : other)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(other != null && other.startsWith("!") ? 503 : status, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        gate.countDown();
        server.stop(0);
    }
}
