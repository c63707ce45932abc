package dev.muzon.extractor.source;

import dev.muzon.extractor.door.Document;
import dev.muzon.extractor.door.Documents;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.MonotonicClock;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pages and the JSON of music services. A service that wants to be left alone is not asked until then. */
public final class ServicePages {
    private static final Logger log = LoggerFactory.getLogger(ServicePages.class);
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(5);

    /** The hosts of services, as an origin to ask. */
    @FunctionalInterface
    public interface Origins {
        /** Returns scheme, host and port, without a slash. */
        String of(String host);
    }

    private final Documents documents;
    private final Origins origins;
    private final Duration limit;
    private final MonotonicClock clock;
    private final Map<String, Instant> holds = new ConcurrentHashMap<>();

    /**
     * Makes a client.
     *
     * @param limit for one answer
     */
    public ServicePages(Documents documents, Origins origins, Duration limit, MonotonicClock clock) {
        this.documents = documents;
        this.origins = origins;
        this.limit = limit;
        this.clock = clock;
    }

    /** Returns a link to a service's host. */
    public HttpLink at(String host, String pathAndQuery) {
        return HttpLink.parse(origins.of(host) + pathAndQuery);
    }

    /** Escapes one value of a query. */
    public static String escaped(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /**
     * Asks for JSON.
     *
     * @param site the service's name
     * @throws FailureException why there is none
     */
    public JsonNode json(String site, HttpLink link, Map<String, String> fields) {
        return json(site, asked(site, link, fields));
    }

    /** Sends a form and reads the JSON of the answer. */
    public JsonNode posted(String site, HttpLink link, Map<String, String> fields, String form) {
        hold(site);
        return json(site, checked(site, documents.post(link, fields, form, limit), true));
    }

    /** Sends JSON and reads the JSON of the answer. */
    public JsonNode postedJson(String site, HttpLink link, Map<String, String> fields, String json) {
        hold(site);
        return json(site, checked(site, documents.postJson(link, fields, json, limit), false));
    }

    private static JsonNode json(String site, Document document) {
        if (!document.is("json") && !document.is("javascript")) {
            throw changed(site, "sends " + document.type() + " in place of JSON");
        }
        try {
            return JsonMapper.shared().readTree(document.text());
        } catch (JacksonException e) {
            throw Failure.of(FailureCode.WEB_CHANGED, site + " sends JSON that cannot be read")
                    .causedBy(e);
        }
    }

    /** Asks for a page. */
    public String page(String site, HttpLink link) {
        Document document = asked(site, link, Map.of("Accept", "text/html"));
        if (!document.is("html")) {
            throw changed(site, "sends " + document.type() + " in place of a page");
        }
        return document.text();
    }

    /** Asks for a script, whatever the service calls its type. */
    public String script(String site, HttpLink link) {
        return asked(site, link, Map.of()).text();
    }

    /** Follows a short link to where it leads. */
    public HttpLink target(String site, HttpLink link) {
        hold(site);
        return documents.get(link, Map.of("Accept", "text/html"), limit).from();
    }

    private Document asked(String site, HttpLink link, Map<String, String> fields) {
        hold(site);
        return checked(site, documents.get(link, fields, limit), fields.containsKey("Authorization"));
    }

    private void hold(String site) {
        Instant until = holds.get(site);
        Instant now = clock.instant();
        if (until != null && until.isAfter(now)) {
            throw Failure.retryAfter(
                            FailureCode.SOURCE_UNAVAILABLE,
                            site + " wants no more questions yet",
                            Duration.between(now, until))
                    .asException();
        }
    }

    private Document checked(String site, Document document, boolean withKey) {
        int status = document.status();
        if (status == 200) {
            return document;
        }
        String detail = site + " answers HTTP " + status;
        if (status == 429 || status == 503) {
            throw busy(site, document.retryAfter() == null ? Duration.ofSeconds(10) : document.retryAfter(), detail)
                    .asException();
        }
        if (withKey && (status == 400 || status == 401)) {
            log.warn("Key of {} not accepted: HTTP {}", site, status);
            throw noKey(site, "the key is not accepted, HTTP " + status);
        }
        FailureCode code = switch (status) {
            case 401 -> FailureCode.WEB_LOGIN;
            case 403 -> FailureCode.WEB_BOT_CHECK;
            case 404, 410 -> FailureCode.WEB_REMOVED;
            case 451 -> FailureCode.WEB_COUNTRY;
            default -> status >= 500 ? FailureCode.SOURCE_UNAVAILABLE : FailureCode.WEB_CHANGED;
        };
        throw Failure.of(code, detail).asException();
    }

    /** Leaves a service alone for a while. */
    public Failure busy(String site, Duration wait, String detail) {
        Duration hold = wait.compareTo(LONGEST_HOLD) > 0 ? LONGEST_HOLD : wait;
        holds.put(site, clock.instant().plus(hold));
        log.warn("Music service {} left alone for {}: {}", site, hold, detail);
        return Failure.retryAfter(FailureCode.SOURCE_UNAVAILABLE, detail, hold);
    }

    public static FailureException noKey(String site, String detail) {
        return Failure.of(FailureCode.WEB_NO_KEY, detail, Map.of("site", new FailureArgument.Text(site)))
                .asException();
    }

    public static FailureException changed(String site, String what) {
        return Failure.of(FailureCode.WEB_CHANGED, site + " " + what).asException();
    }

    public static FailureException notASong(String site, HttpLink link) {
        return Failure.of(FailureCode.WEB_NOT_A_SONG, site + " page without songs: " + link)
                .asException();
    }
}
