package dev.muzon.gateway.bot.update;

import dev.muzon.coordination.lease.Lease;
import dev.muzon.coordination.lease.LeaseHolder;
import dev.muzon.coordination.lease.LeaseListener;
import dev.muzon.coordination.lease.LeaseOwner;
import dev.muzon.coordination.lease.LeaseTerms;
import dev.muzon.coordination.lease.Leases;
import dev.muzon.gateway.bot.outbox.SpeakingTurn;
import dev.muzon.gateway.telegram.UpdateSource;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.Queues;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.Span;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The holder of the lease {@code bot-leader}. One replica alone fetches updates, handles them and speaks in chats,
 * so that Telegram's limits are kept and each chat reads everything in order. The others stand by.
 *
 * <p>The lease is kept while MongoDB is away, and people are answered in words meanwhile. Nobody else can acquire it then,
 * unless MongoDB is away for this replica alone. Telegram tells of that: it refuses one of two pollers, and shows who
 * announced the webhook last. It is given up when Telegram has been silent for long, because this replica may have lost
 * its connection.
 */
@Component
class BotLeader implements SmartLifecycle, Leadership, LeaseListener {
    static final String LEASE = "bot-leader";

    private static final Logger log = LoggerFactory.getLogger(BotLeader.class);
    private static final Duration TTL = Duration.ofSeconds(15);

    /** Milliseconds between two looks at Telegram's silence. */
    private static final long ROUND = 5_000;

    /** Longer than another replica takes to ask for the lease. */
    static final int ROUNDS_AWAY = 3;

    private final Leases leases;
    private final LeaseOwner owner;
    private final UpdateSource source;
    private final BotIntroduction introduction;
    private final SpeakingTurn turn;
    private final UpdateHandover handover;
    private final FailureLog failures;
    private final Duration ttl;
    private volatile boolean running;
    private volatile @Nullable LeaseHolder holder;
    private volatile boolean elsewhere;

    /** True after the lease was given up for a silence that nobody has ended since. It is told once. */
    private volatile boolean deaf;

    /** Rounds left in which this replica does not ask for the lease. */
    private int rounds;

    @Autowired
    BotLeader(
            Leases leases,
            LeaseOwner owner,
            UpdateSource source,
            BotIntroduction introduction,
            SpeakingTurn turn,
            UpdateHandover handover,
            FailureLog failures,
            MeterRegistry meters) {
        this(leases, owner, source, introduction, turn, handover, failures, meters, TTL);
    }

    BotLeader(
            Leases leases,
            LeaseOwner owner,
            UpdateSource source,
            BotIntroduction introduction,
            SpeakingTurn turn,
            UpdateHandover handover,
            FailureLog failures,
            MeterRegistry meters,
            Duration ttl) {
        this.leases = leases;
        this.owner = owner;
        this.source = source;
        this.introduction = introduction;
        this.turn = turn;
        this.handover = handover;
        this.failures = failures;
        this.ttl = ttl;
        Gauge.builder("muzon.telegram.silence", source, it -> it.silence().toSeconds())
                .description("Time since Telegram was last heard of, on the replica that leads")
                .baseUnit("seconds")
                .register(meters);
    }

    /**
     * Returns the last phase: updates start to come in last and stop as soon as the process ends. Then comes the drain,
     * which finishes the jobs that were claimed.
     */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    public synchronized void start() {
        running = true;
        ask();
    }

    private void ask() {
        var starting = new LeaseHolder(leases, LeaseTerms.of(LEASE, ttl).kept(), owner, this, failures);
        holder = starting;
        starting.start();
    }

    @Override
    public synchronized void stop() {
        running = false;
        giveUp();
    }

    private void giveUp() {
        LeaseHolder stopping = holder;
        holder = null;
        if (stopping != null) {
            stopping.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean held() {
        LeaseHolder current = holder;
        return current != null && current.held().isPresent();
    }

    @Override
    public boolean isElsewhere() {
        return elsewhere;
    }

    @Override
    public void elsewhere() {
        elsewhere = true;
        deaf = false;
    }

    @Override
    public void unanswered() {
        elsewhere = false;
    }

    @Override
    public void gained(Lease lease) {
        elsewhere = false;
        if (!deaf) {
            log.info("This replica speaks for the bot now");
        }
        turn.begin(UpdateJob.QUEUE, Queues.GATEWAY);
        source.start();
        introduction.begin(this);
    }

    /** Stops all speech. Nothing is said any more once this returns, because the next replica begins then. */
    @Override
    public void lost(Lease lease) {
        source.stop();
        try {
            turn.end();
            handover.leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Gives up the lease when Telegram has not been heard for long, or when another replica leads. The latter happens when
     * MongoDB is away for this one alone. For some rounds this replica does not ask for it, so that another one gets it.
     */
    @Scheduled(fixedDelay = ROUND)
    synchronized void giveUpWhenDeaf() {
        if (!running) {
            return;
        }
        if (holder == null) {
            rounds--;
            if (rounds <= 0) {
                ask();
            }
            return;
        }
        if (held() && meetsAnother() && !holder.isConfirmed()) {
            log.warn("Another replica hears Telegram, and MongoDB does not confirm that this one leads");
            leaveToAnother();
            elsewhere = true;
            return;
        }
        if (!held()) {
            return;
        }
        Duration silence = source.silence();
        if (silence.compareTo(source.patience()) > 0) {
            if (!deaf) { // The source warns of the silence itself.
                log.info(
                        "Telegram has been silent for {}: another replica may try, where there is one",
                        new Span(silence));
            }
            deaf = true;
            leaveToAnother();
        } else if (source.trouble() == null) {
            deaf = false;
        }
    }

    /** Returns whether Telegram says that somebody else asks for the updates, or announced the webhook. */
    private boolean meetsAnother() {
        Failure trouble = source.trouble();
        return trouble != null && trouble.code() == FailureCode.OWNED_ELSEWHERE;
    }

    private void leaveToAnother() {
        rounds = ROUNDS_AWAY;
        giveUp();
    }
}
