package dev.muzon.gateway.music.control;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.gateway.bot.store.ShortLived;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.gateway.telegram.TelegramTime;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.runtime.store.StoredDocuments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** The votes to skip the track that plays, where every replica finds them. Each person has one for each track. */
@Component
class SkipVotes implements ShortLived {
    /** Telegram dates messages and answers in whole seconds. */
    private static final Duration SECONDS_OF_DATES = Duration.ofSeconds(2);

    private final MongoTemplate mongo;
    private final StoredDocuments stored;
    private final StorePatience patience;
    private final TelegramTime time;
    private final Clock clock;

    SkipVotes(MongoTemplate mongo, StoredDocuments stored, StorePatience patience, TelegramTime time, Clock clock) {
        this.time = time;
        this.mongo = mongo;
        this.stored = stored;
        this.patience = patience;
        this.clock = clock;
    }

    /** The people who want to skip one track. Its id is that of the chat and the player's epoch. */
    @Document("skip-votes")
    record Votes(@Id String id, List<Long> voters, Instant created) {}

    /**
     * The votes after one more.
     *
     * @param count of people who want to skip this track
     * @param fresh whether the person had not voted before
     */
    record Tally(int count, boolean fresh) {}

    @Override
    public Class<Votes> documents() {
        return Votes.class;
    }

    /**
     * Returns whether a vote was given before the track that plays began, as when it waited for the bot. How long a
     * track plays is read from its position, so that nothing is said of one that stands still.
     *
     * @param sent when the vote was given, null when that is not known
     */
    boolean meantAnother(PlayerView player, @Nullable Instant sent) {
        if (sent == null || player.state() != PlayerState.PLAYING) {
            return false;
        }
        Duration heard = player.positionAt(clock.instant());
        Duration age = Duration.between(sent, time.now());
        return age.compareTo(heard.plus(SECONDS_OF_DATES)) > 0;
    }

    /** Counts a vote. The same person counts once, also when the update comes again. */
    Tally add(PlayerView player, long person) {
        return patience.ask(() -> added(player, person));
    }

    private Tally added(PlayerView player, long person) {
        String id = player.chat().id() + ":" + player.epoch();
        boolean fresh = !voters(id).contains(person);
        mongo.upsert(
                query(where("_id").is(id)),
                new Update().addToSet("voters", person).setOnInsert("created", clock.instant()),
                Votes.class);
        return new Tally(Math.max(1, voters(id).size()), fresh);
    }

    private List<Long> voters(String id) {
        return stored.find(id, Votes.class).map(Votes::voters).orElse(List.of());
    }
}
