package dev.muzon.gateway.support;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/**
 * The script of a {@link FakeBotApi} for coming calls. Tests that share a server speak of one chat each, see
 * {@link FakeBotApi#in}: the message of another test must not take what is meant for theirs.
 */
public class BotApiScript {
    private final List<Line> lines;
    private final LongPredicate chats;

    record Answer(int status, String body) {}

    private record Line(String method, LongPredicate chats, Optional<CountDownLatch> release, Optional<Answer> answer) {
        boolean fits(String called, long chatId) {
            return method.equalsIgnoreCase(called) && chats.test(chatId);
        }
    }

    BotApiScript() {
        this(Collections.synchronizedList(new ArrayList<>()), _ -> true);
    }

    private BotApiScript(List<Line> lines, LongPredicate chats) {
        this.lines = lines;
        this.chats = chats;
    }

    /** Returns the script for the calls in one chat. */
    public BotApiScript in(long chatId) {
        return new BotApiScript(lines, called -> called == chatId);
    }

    /** Answers the next call of the method like this. */
    public void answerNext(String method, int status, String body) {
        lines.add(new Line(method, chats, Optional.empty(), Optional.of(new Answer(status, body))));
    }

    public void refuseNext(String method, int code, String description) {
        answerNext(method, code, "{\"ok\":false,\"error_code\":" + code + ",\"description\":\"" + description + "\"}");
    }

    public void floodNext(String method, int seconds) {
        answerNext(
                method,
                429,
                "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after " + seconds
                        + "\",\"parameters\":{\"retry_after\":" + seconds + "}}");
    }

    /** Answers the next call of the method when the latch opens. */
    public CountDownLatch holdNext(String method) {
        var release = new CountDownLatch(1);
        lines.add(new Line(method, chats, Optional.of(release), Optional.empty()));
        return release;
    }

    /** Takes the answer that a call was promised, once nothing holds the call. */
    Optional<Answer> take(String method, long chatId) throws InterruptedException {
        Optional<CountDownLatch> hold =
                first(method, chatId, line -> line.release().isPresent()).flatMap(Line::release);
        if (hold.isPresent()) {
            hold.get().await();
        }
        return first(method, chatId, line -> line.answer().isPresent()).flatMap(Line::answer);
    }

    private Optional<Line> first(String method, long chatId, Predicate<Line> kind) {
        synchronized (lines) {
            for (Iterator<Line> it = lines.iterator(); it.hasNext(); ) {
                Line line = it.next();
                if (line.fits(method, chatId) && kind.test(line)) {
                    it.remove();
                    return Optional.of(line);
                }
            }
        }
        return Optional.empty();
    }
}
