package dev.muzon.gateway.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muzon.protocol.channel.ChannelView;
import dev.muzon.protocol.channel.PostView;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.protocol.rest.NoteReply;
import dev.muzon.protocol.rest.NoteRequest;
import dev.muzon.protocol.rest.ShownNote;
import dev.muzon.protocol.rest.ShownText;
import dev.muzon.runtime.problem.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.json.JsonMapper;

/** assistant-service on loopback, as far as the gateway asks it: one account that is ready. */
public final class FakeAssistantService implements AutoCloseable {
    public static final long ASSISTANT = 7_000_000_042L;

    private final HttpServer server;
    private final AtomicInteger failing = new AtomicInteger();
    private final Map<Long, List<ChannelView>> lists = new ConcurrentHashMap<>();
    private final Map<String, List<PostView>> posts = new ConcurrentHashMap<>();
    private final List<String> removed = new CopyOnWriteArrayList<>();
    private final List<String> noteCommands = new CopyOnWriteArrayList<>();
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private volatile List<AccountView> readers = List.of();
    private final AtomicReference<Failure> refusal = new AtomicReference<>();
    private volatile List<String> text = List.of("");

    public FakeAssistantService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/accounts", this::serve);
        server.createContext("/v1/channels", this::channels);
        server.createContext("/v1/notes", this::notes);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Has these accounts read notes. None does at first. */
    public void readNotes(AccountView... accounts) {
        readers = List.of(accounts);
    }

    /** Returns the commands about notes: the account, a blank and the words. */
    public List<String> noteCommands() {
        return List.copyOf(noteCommands);
    }

    /** Reads every note that it is shown as this text. */
    public void hears(String... parts) {
        text = List.of(parts);
    }

    /** Refuses the next note that it is shown. */
    public void answersTextsWith(Failure failure) {
        refusal.set(failure);
    }

    /** Returns the notes that were shown: the account, the file, the seconds and the language with blanks in between. */
    public List<String> shown() {
        return List.copyOf(shown);
    }

    private void notes(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            try (exchange) {
                exchange.sendResponseHeaders(503, -1);
            }
        } else if (path.endsWith("/commands")) {
            var request = JsonMapper.shared().readValue(exchange.getRequestBody(), NoteRequest.class);
            String account = path.replaceAll(".*/accounts/([^/]+)/commands", "$1");
            noteCommands.add(account + " " + request.text());
            answer(exchange, new NoteReply(request.language() + " <" + request.text() + ">"));
        } else if (path.endsWith("/texts")) {
            var note = JsonMapper.shared().readValue(exchange.getRequestBody(), ShownNote.class);
            shown.add(path.replaceAll(".*/accounts/([^/]+)/texts", "$1") + " " + note.file() + " " + note.seconds()
                    + " " + note.language());
            Failure failure = refusal.getAndSet(null);
            if (failure == null) {
                answer(exchange, new ShownText(text));
            } else {
                refuse(exchange, failure);
            }
        } else {
            answer(exchange, readers);
        }
    }

    /** Puts channels on a chat's list. */
    public void lists(long chat, ChannelView... channels) {
        lists.put(chat, List.of(channels));
    }

    /** Finds posts for these words in a chat's channels. */
    public void finds(long chat, String words, PostView... found) {
        posts.put(chat + "/" + words, List.of(found));
    }

    /** Returns what was taken off lists: the chat, a slash and the key. */
    public List<String> removed() {
        return List.copyOf(removed);
    }

    private void channels(HttpExchange exchange) throws IOException {
        String query = URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8);
        String chat = parameter(query, "chat");
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("DELETE")) {
            removed.add(chat + path.substring(path.lastIndexOf('/')));
            try (exchange) {
                exchange.sendResponseHeaders(204, -1);
            }
        } else if (path.contains("/songs/")) {
            song(exchange, chat, path.substring(path.indexOf("/songs/") + "/songs/".length()));
        } else if (path.endsWith("/posts")) {
            answer(exchange, posts.getOrDefault(chat + "/" + parameter(query, "q"), List.of()));
        } else {
            answer(exchange, lists.getOrDefault(Long.valueOf(chat), List.of()));
        }
    }

    private void song(HttpExchange exchange, String chat, String place) throws IOException {
        Optional<PostView> found = posts.entrySet().stream()
                .filter(known -> known.getKey().startsWith(chat + "/"))
                .flatMap(known -> known.getValue().stream())
                .filter(post -> place.equals(post.channel() + "/" + post.post()))
                .findFirst();
        if (found.isPresent()) {
            answer(exchange, found.get());
            return;
        }
        refuse(exchange, Failure.of(FailureCode.SOURCE_NOT_FOUND, "not on the chat's list"));
    }

    private static void refuse(HttpExchange exchange, Failure failure) throws IOException {
        Problem problem = Problem.of(failure);
        try (exchange) {
            byte[] body = problem.json();
            exchange.sendResponseHeaders(problem.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String parameter(String query, String name) {
        return query.replaceAll("(.*&)?" + name + "=([^&]*).*", "$2");
    }

    private static void answer(HttpExchange exchange, Object body) throws IOException {
        try (exchange) {
            byte[] answer = JsonMapper.shared().writeValueAsBytes(body);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /** Answers the next questions with 503. */
    public void failNext(int times) {
        failing.set(times);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            var loggedOut = new AccountView("second", AccountView.State.LOGGED_OUT, null, null, null, 0, null);
            var ready = new AccountView(
                    "main", AccountView.State.READY, "Muzon Assistant", ASSISTANT, "muzon_assistant", 0, null);
            answer(exchange, List.of(loggedOut, ready));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
