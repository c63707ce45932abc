package dev.muzon.assistant.channel;

import dev.muzon.assistant.post.Post;
import dev.muzon.assistant.post.Posts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * The stored posts of a channel, made equal to what Telegram has. New, changed and deleted posts show in the pages, so
 * that one reading closes every gap in them.
 */
@Component
class ChannelHistory {
    /** Posts of the newest pages may have changed while nobody listened. Older ones change seldom. */
    private static final int ALWAYS_READ = 2;

    private final ChannelStore channels;
    private final PostStore posts;
    private final ChannelsProperties settings;
    private final Counter kept;
    private final Counter leftOut;
    private final Map<Long, ReentrantLock> locks = new ConcurrentHashMap<>();

    ChannelHistory(ChannelStore channels, PostStore posts, ChannelsProperties settings, MeterRegistry meters) {
        this.channels = channels;
        this.posts = posts;
        this.settings = settings;
        this.kept = Counter.builder("muzon.channels.posts")
                .description("Posts of channels that were saved, new or changed")
                .register(meters);
        this.leftOut = Counter.builder("muzon.channels.posts.left.out")
                .description("Posts beyond what is kept of one day of a channel")
                .register(meters);
    }

    /** Reads back to what is known, or at first to the limit. */
    void read(StoredChannel channel, Posts telegram) throws InterruptedException {
        ReentrantLock lock = locks.computeIfAbsent(channel.id(), _ -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            boolean complete =
                    channels.channel(channel.id()).map(StoredChannel::complete).orElse(false);
            new Reading(channel.id(), complete).run(telegram);
            channels.completed(channel.id());
        } finally {
            lock.unlock();
        }
    }

    /** One reading of a channel. */
    private final class Reading {
        private final long channel;
        private final boolean complete;
        private final Map<Long, StoredPost> known = new HashMap<>();
        private final Map<LocalDate, Integer> days = new HashMap<>();
        private final long newest;

        Reading(long channel, boolean complete) {
            this.channel = channel;
            this.complete = complete;
            for (StoredPost post : posts.of(channel)) {
                known.put(post.post(), post);
                days.merge(day(post.sent()), 1, Integer::sum);
            }
            this.newest =
                    known.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        }

        void run(Posts telegram) throws InterruptedException {
            long before = 0;
            int read = 0;
            for (int page = 0; read < settings.posts() && !enough(page, before); page++) {
                Posts.Page found = telegram.read(channel, before);
                if (found.oldest() == 0 || found.oldest() == before) {
                    forgetOlder(before);
                    break;
                }
                take(found, before);
                read += found.posts().size();
                before = found.oldest();
            }
            trim();
        }

        private boolean enough(int page, long before) {
            return complete && page >= ALWAYS_READ && before <= newest;
        }

        private void take(Posts.Page page, long before) {
            List<StoredPost> changed = new ArrayList<>();
            Set<Long> there = new HashSet<>();
            long highest = before == 0 ? 0 : before - 1;
            for (Post one : page.posts()) {
                there.add(one.id());
                highest = Math.max(highest, one.id());
                StoredPost post = StoredPost.of(one);
                StoredPost old = known.get(one.id());
                if (old == null ? mayKeep(post) : !old.equals(post)) {
                    changed.add(post);
                    known.put(post.post(), post);
                }
            }
            save(changed);
            long last = highest;
            forget(known.keySet().stream()
                    .filter(id -> id >= page.oldest() && id <= last && !there.contains(id))
                    .toList());
        }

        private boolean mayKeep(StoredPost post) {
            boolean room = days.merge(day(post.sent()), 1, Integer::sum) <= settings.perDay();
            if (!room) {
                leftOut.increment();
            }
            return room;
        }

        /** Forgets what is older than the beginning of the channel. */
        private void forgetOlder(long before) {
            if (before != 0) {
                forget(known.keySet().stream().filter(id -> id < before).toList());
            }
        }

        private void trim() {
            forget(known.keySet().stream()
                    .sorted(Comparator.reverseOrder())
                    .skip(settings.posts())
                    .toList());
        }

        private void forget(Collection<Long> gone) {
            List<Long> ids = List.copyOf(gone);
            posts.delete(channel, ids);
            ids.forEach(known::remove);
        }
    }

    private void save(List<StoredPost> changed) {
        posts.save(changed);
        kept.increment(changed.size());
    }

    private static LocalDate day(Instant sent) {
        return LocalDate.ofInstant(sent, ZoneOffset.UTC);
    }

    /** Takes a post that came just now, or that was changed. */
    void take(Post one) {
        StoredPost post = StoredPost.of(one);
        Optional<StoredPost> old = posts.find(post.channel(), post.post());
        if (old.isPresent() ? !old.get().equals(post) : dayHasRoom(post)) {
            save(List.of(post));
        }
    }

    private boolean dayHasRoom(StoredPost post) {
        LocalDate day = day(post.sent());
        long that = posts.count(
                post.channel(),
                day.atStartOfDay(ZoneOffset.UTC).toInstant(),
                day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        if (that >= settings.perDay()) {
            leftOut.increment();
            return false;
        }
        return true;
    }
}
