package dev.muzon.gateway.operator;

import dev.muzon.gateway.bot.chat.Admission;
import dev.muzon.gateway.bot.chat.Blocklist;
import dev.muzon.gateway.bot.chat.KnownGroups;
import dev.muzon.gateway.bot.later.Later;
import dev.muzon.gateway.bot.update.Leadership;
import dev.muzon.gateway.bot.update.LeadershipBegan;
import dev.muzon.gateway.telegram.Conversation;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The delivery of broadcasts, one group after another. A group is chosen before it is sent to, so that none gets a
 * broadcast twice. A group that a gateway had chosen when it ended counts as missed.
 */
@Component
class BroadcastSender {
    private static final Logger log = LoggerFactory.getLogger(BroadcastSender.class);

    /** Far below the 30 messages per second that Telegram allows a bot: music goes on meanwhile. */
    private static final Duration PACE = Duration.ofMillis(100);

    /** A group that Telegram makes wait does not hold up the others. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(10);

    private final BroadcastStore store;
    private final KnownGroups groups;
    private final Admission admission;
    private final Blocklist blocklist;
    private final BroadcastMessages messages;
    private final Leadership leadership;
    private final Later later;

    /** The broadcasts of which this process sends the next one. */
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /** Groups that this process tried to choose, by their broadcast. The store may do it too late to say so. */
    private final Map<String, Conversation> tried = new ConcurrentHashMap<>();

    /** The broadcasts of whose end this process tells the operator. */
    private final Set<String> telling = ConcurrentHashMap.newKeySet();

    BroadcastSender(
            BroadcastStore store,
            KnownGroups groups,
            Admission admission,
            Blocklist blocklist,
            BroadcastMessages messages,
            @Lazy Leadership leadership, // it needs the commands, and /broadcast is one
            Later later) {
        this.store = store;
        this.groups = groups;
        this.admission = admission;
        this.blocklist = blocklist;
        this.messages = messages;
        this.leadership = leadership;
        this.later = later;
    }

    /** Returns the groups that a broadcast goes to when it is drafted now. Those that come later are left out. */
    Set<Long> recipients() {
        return groups.all().stream()
                .filter(this::isServed)
                .map(Conversation::id)
                .collect(Collectors.toSet());
    }

    /** Goes on with what another gateway, or this one before its restart, has begun. */
    @EventListener
    void began(LeadershipBegan event) {
        tried.clear();
        later.run(Duration.ZERO, this::resume);
    }

    /** Goes on with what nobody sends any more, because a store that hung hid how far it is. */
    void resume() {
        messages.guarded(() -> store.running().stream()
                .map(Broadcast::id)
                .filter(id -> !underWay.contains(id))
                .forEach(this::goOn));
        messages.guarded(() -> store.untold().forEach(this::ended));
    }

    /** Tells the operator how a broadcast ended, once. The next leader does it when this process is cut off. */
    void ended(Broadcast broadcast) {
        String id = broadcast.id();
        if (Boolean.TRUE.equals(broadcast.untold()) && telling.add(id)) {
            log.info(
                    "Broadcast {} ended: {} groups have it, {} could not get it",
                    id,
                    broadcast.sent(),
                    broadcast.missed());
            CompletableFuture<?> _ = messages.ended(broadcast).whenComplete((_, thrown) -> {
                if (thrown != null || messages.guarded(() -> store.told(id))) {
                    telling.remove(id);
                }
            });
        }
    }

    /** Sends to the next group, and after a pause to the one behind it. */
    void goOn(String id) {
        if (!leadership.held()) {
            stop(id); // the next leader goes on
            return;
        }
        underWay.add(id);
        if (!messages.guarded(() -> next(id))) {
            later.run(AFTER_TROUBLE, () -> goOn(id));
        }
    }

    private void next(String id) {
        Optional<Broadcast> found = store.find(id);
        Optional<Broadcast> running = found.filter(one -> one.state() == Broadcast.State.RUNNING);
        if (running.isEmpty()) {
            stop(id);
            found.ifPresent(this::ended); // an end that came too late to be told
            return;
        }
        Broadcast broadcast = running.get();
        Conversation before = tried.remove(id);
        if (broadcast.open() != null) {
            settle(broadcast, broadcast.open(), before);
            return;
        }
        Optional<Conversation> group = groups.after(broadcast.after());
        if (group.isEmpty()) {
            store.end(id, Broadcast.State.RUNNING).ifPresent(this::ended);
            stop(id);
            return;
        }
        boolean sends = broadcast.isFor(group.get().id()) && isServed(group.get());
        if (sends) {
            tried.put(id, group.get());
        }
        if (!store.choose(broadcast, group.get().id(), sends)) {
            underWay.remove(id); // another process chose the group, or this one did so late
        } else if (sends) {
            tried.remove(id);
            send(broadcast, group.get());
        } else {
            later.run(Duration.ZERO, () -> goOn(id));
        }
    }

    private boolean isServed(Conversation group) {
        return admission.admits(group) && !blocklist.includes(group.id());
    }

    /** Sends to a group that this process chose without knowing it. One that another process left counts as missed. */
    private void settle(Broadcast broadcast, long open, @Nullable Conversation before) {
        if (before != null && before.id() == open) {
            send(broadcast, before);
        } else {
            counted(broadcast.id(), open, false);
        }
    }

    private void stop(String id) {
        tried.remove(id);
        underWay.remove(id);
    }

    private void send(Broadcast broadcast, Conversation group) {
        CompletableFuture<Void> _ = messages.send(group, broadcast.text(), PATIENCE)
                .thenAccept(sent -> counted(broadcast.id(), group.id(), sent))
                .whenComplete((_, thrown) -> {
                    if (thrown != null) { // cut off before it left, because this process ends or leads no more
                        takeBack(broadcast, group.id());
                        underWay.remove(broadcast.id());
                    }
                });
    }

    /** Takes a choice back. One that this process learned of late counts as missed by the next leader. */
    private void takeBack(Broadcast broadcast, long group) {
        Long before = broadcast.after();
        if (before == null || before != group) {
            messages.guarded(() -> store.takeBack(broadcast, group));
        }
    }

    private void counted(String id, long group, boolean sent) {
        if (messages.guarded(() -> store.count(id, group, sent))) {
            later.run(PACE, () -> goOn(id));
        } else {
            later.run(AFTER_TROUBLE, () -> counted(id, group, sent));
        }
    }
}
