package dev.muzon.standalone;

import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.DeadJobView;
import dev.muzon.protocol.rest.ServicePaths;
import dev.muzon.standalone.doctor.NetworkTrouble;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** The jobs that a running suite gave up, asked for at each service. */
final class DeadJobs {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int NOT_FOUND = 404;
    private static final int MOST = 500;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, URI> services;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Map<String, String> silent = new LinkedHashMap<>();
    private final Set<String> storeless = new LinkedHashSet<>();

    /**
     * Makes the list of a suite.
     *
     * @param services addresses by name
     * @param token the suite's internal token
     */
    DeadJobs(Map<String, URI> services, String token) {
        this.services = services;
        this.token = token;
    }

    /** Returns those of all services that answer, newest first. */
    List<DeadJobView> list() throws InterruptedException {
        List<DeadJobView> all = new ArrayList<>();
        for (String service : services.keySet()) {
            answer(service, "GET", "?limit=" + MOST)
                    .map(body -> JSON.readValue(body, DeadJobView[].class))
                    .ifPresent(jobs -> all.addAll(List.of(jobs)));
        }
        all.sort(Comparator.comparing(DeadJobView::diedAt).reversed());
        return all;
    }

    /** Returns one, empty when no service that answers has it. */
    Optional<DeadJobView> show(String id) throws InterruptedException {
        return first("GET", "/" + escaped(id)).map(body -> JSON.readValue(body, DeadJobView.class));
    }

    /** Has one tried again. Returns whether there is such a job. */
    boolean revive(String id) throws InterruptedException {
        return first("POST", "/" + escaped(id) + "/revival").isPresent();
    }

    /** Deletes one. Returns whether there was such a job. */
    boolean drop(String id) throws InterruptedException {
        return first("DELETE", "/" + escaped(id)).isPresent();
    }

    /**
     * Says that no service gave a job, as far as they could tell.
     *
     * @param list the command that lists the jobs
     */
    String missing(String id, String list) {
        if (allTold()) {
            return "There is no dead job " + id + ". \"" + list + "\" lists them.";
        }
        return nobodyTold()
                ? "No service could tell of job " + id + "."
                : "No service that could tell has a dead job " + id + ".";
    }

    /** Says that no job was given up, as far as the services could tell. */
    String none() {
        if (allTold()) {
            return "No job was given up.";
        }
        return nobodyTold()
                ? "No service could tell of jobs that were given up."
                : "No job of the services that could tell was given up.";
    }

    private boolean allTold() {
        return silent.isEmpty() && storeless.isEmpty();
    }

    /** Returns whether nothing is known of any job. */
    private boolean nobodyTold() {
        return silent.size() + storeless.size() == services.size();
    }

    /** Returns what kept services from telling, in words. A database that is away is named once. */
    List<String> silent() {
        List<String> words = new ArrayList<>(silent.values());
        if (!storeless.isEmpty()) {
            words.add("MongoDB does not answer " + String.join(", ", storeless) + ".");
        }
        return words;
    }

    private Optional<String> first(String method, String path) throws InterruptedException {
        for (String service : services.keySet()) {
            Optional<String> answer = answer(service, method, path);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    private Optional<String> answer(String service, String method, String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(services.get(service) + ServicePaths.DEAD_JOBS + path))
                .header("Authorization", ServicePaths.authorization(token))
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 == 2) {
                return Optional.of(response.body());
            }
            if (response.body().contains(FailureCode.STORE_UNAVAILABLE.value())) {
                storeless.add(service);
            } else if (response.statusCode() != NOT_FOUND) {
                silent.put(service, service + " answered with " + response.statusCode() + ".");
            }
        } catch (IOException e) {
            silent.put(service, service + " does not answer (" + NetworkTrouble.inWords(e) + ").");
        }
        return Optional.empty();
    }

    private static String escaped(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
