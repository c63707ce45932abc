package dev.muzon.extractor.resolve;

import dev.muzon.protocol.rest.ResolutionView;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last resolutions of each chat, to explain later what was asked and why it ended as it did. */
final class RecentResolutions {
    static final int PER_CHAT = 10;

    /** Chats come from users. The ones heard of longest ago are forgotten beyond this number. */
    private static final int CHATS = 1000;

    /**
     * One request and how it was resolved.
     *
     * @param asked what people may read of it
     */
    record Request(String requestId, Instant at, String asked, Resolution resolution) {
        ResolutionView view() {
            return new ResolutionView(
                    at,
                    asked,
                    resolution.chosen(),
                    resolution.took(),
                    resolution.steps().stream()
                            .map(step -> new ResolutionView.Step(step.source(), step.outcome(), step.took()))
                            .toList());
        }
    }

    private final Map<Long, Deque<Request>> byChat = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Deque<Request>> eldest) {
            return size() > CHATS;
        }
    };

    synchronized void add(long chat, Request request) {
        Deque<Request> requests = byChat.computeIfAbsent(chat, _ -> new ArrayDeque<>());
        requests.removeIf(earlier -> earlier.requestId().equals(request.requestId()));
        requests.addFirst(request);
        if (requests.size() > PER_CHAT) {
            requests.removeLast();
        }
    }

    /** Returns a chat's last resolutions, newest first. */
    synchronized List<Request> of(long chat) {
        return List.copyOf(byChat.getOrDefault(chat, new ArrayDeque<>()));
    }
}
