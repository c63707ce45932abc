package dev.muzon.gateway.music.search;

import dev.muzon.gateway.bot.callback.PickButton;
import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.store.PatientJobs;
import dev.muzon.gateway.music.request.RequestTimes;
import dev.muzon.gateway.music.request.SlowRequests;
import dev.muzon.gateway.music.status.StatusMessages;
import dev.muzon.gateway.telegram.BotAccount;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.protocol.job.ResolveTracks;
import dev.muzon.protocol.player.Placement;
import dev.muzon.protocol.track.TrackQuery;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The requests that people make by a button below a list, each for the person who pressed. */
@Component
public class PickedTracks {
    private static final Logger log = LoggerFactory.getLogger(PickedTracks.class);

    private final StatusMessages statuses;
    private final SlowRequests slow;
    private final PatientJobs jobs;
    private final RequestTimes times;
    private final BotAccount account;
    private final ChatLanguages languages;

    PickedTracks(
            StatusMessages statuses,
            SlowRequests slow,
            PatientJobs jobs,
            RequestTimes times,
            BotAccount account,
            ChatLanguages languages) {
        this.statuses = statuses;
        this.slow = slow;
        this.jobs = jobs;
        this.times = times;
        this.account = account;
        this.languages = languages;
    }

    /** The meanings of a press. */
    public enum Asked {
        /** The button plays nothing, or not here. */
        NOTHING,
        FIRST,
        /** Somebody was faster. */
        AGAIN
    }

    /** Asks for one track of a list, which is one request, however many people press its buttons. */
    public Asked one(Incoming.ButtonPress press, String data) {
        return ask(press, data, "");
    }

    /** Asks for a track of a list of which each may be played. */
    public Asked each(Incoming.ButtonPress press, String data) {
        return ask(press, data, ":" + data);
    }

    /** Asks in a group for what the person picked in private. Pressing the same button again changes nothing. */
    void into(Conversation group, Incoming.ButtonPress press, String data, TrackQuery query) {
        String id = request(press.sender().id(), press.messageId()) + ":" + group.id() + ":" + data;
        var request = new ResolveTracks(
                id, group.ref(), press.sender().requester(), query, press.updateId(), Placement.LAST, times.now());
        if (statuses.open(id, group.id()) && jobs.publishNew(id, request)) {
            log.info(
                    "Post picked in private by {} for chat {}: {}",
                    press.sender().id(),
                    group.id(),
                    data);
            slow.watch(id, group.id(), languages.of(group.id()));
        }
    }

    private Asked ask(Incoming.ButtonPress press, String data, String part) {
        Conversation chat = press.chat();
        Optional<TrackQuery> query = PickButton.query(data);
        if (chat == null || chat.isPrivate() || query.isEmpty()) {
            return Asked.NOTHING;
        }
        String id = request(chat.id(), press.messageId()) + part;
        var request = new ResolveTracks(
                id, chat.ref(), press.sender().requester(), query.get(), press.updateId(), Placement.LAST, times.now());
        boolean first = statuses.open(id, new Destination(chat.id(), press.thread()), press.messageId())
                && jobs.publishNew(id, request);
        if (first) {
            log.info("Track of a list asked for by {}: {}", press.sender().id(), data);
            slow.watch(id, chat.id(), languages.of(chat.id()));
        }
        return first ? Asked.FIRST : Asked.AGAIN;
    }

    /** Tells whether a track of this list was picked already. */
    boolean isPicked(long chat, int list) {
        return statuses.exists(request(chat, list));
    }

    private String request(long chat, int list) {
        return "pick:" + account.id() + ":" + chat + ":" + list;
    }
}
