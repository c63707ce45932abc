package dev.muzon.assistant.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoTimeoutException;
import dev.muzon.assistant.message.MessageListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tests of the history that is read for notes that nobody heard of. */
class MissedNotesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant SINCE = Instant.ofEpochSecond(1_000);
    private static final long BUSY = -100;
    private static final long OTHER = -200;
    private static final long QUIET = 300;
    private static final long ARCHIVED = -400;

    /** A followed group that stands in no list and that TDLib forgot. */
    private static final long FORGOTTEN = -1_000_000_000_500L;

    /** A followed group that the account left. */
    private static final long LEFT = -1_000_000_000_600L;

    /** The newest message. Each has the second in which it was written for its number. */
    private static final long NEWEST = 1_950;

    private final TdClient client = new TdClient("main", this::answer, _ -> {});
    private final List<Long> found = new ArrayList<>();
    private final List<Long> asked = new ArrayList<>();
    private final Set<Long> forgotten = new HashSet<>(Set.of(FORGOTTEN, LEFT));

    @Test
    void aBusyChatThatIsFollowedIsReadBackToWhatWasHeardAndOthersForTheirNewestMessages() {
        look();

        assertThat(found.stream().filter(id -> id >= SINCE.getEpochSecond()))
                .containsAll(LongStream.rangeClosed(1_000, NEWEST).boxed().toList());
        assertThat(found).doesNotContain(SINCE.getEpochSecond() - 1);
        assertThat(asked.stream().filter(chat -> chat == OTHER)).hasSize(1);
    }

    @Test
    void aChatInWhichNothingWasWrittenSinceIsNotRead() {
        look();

        assertThat(asked).contains(BUSY, OTHER).doesNotContain(QUIET);
    }

    @Test
    void aGroupThatIsFollowedIsReadBackWhereverItStands() {
        look();

        assertThat(asked.stream().filter(chat -> chat == FORGOTTEN)).hasSize(10);
        assertThat(asked.stream().filter(chat -> chat == ARCHIVED)).hasSize(1);
    }

    @Test
    void aGroupThatTheAccountLeftHoldsUpNoOther() {
        look();

        assertThat(asked).contains(FORGOTTEN, BUSY, OTHER, ARCHIVED).doesNotContain(LEFT);
    }

    // "dev.muzon.assistant.tdlib.TdError: Unauthorized" stood in the log.
    @Test
    void theReasonForALookThatFailedBeganWithTheNameOfItsClass() {
        assertThat(MissedNotes.words(new TdError(401, "Unauthorized"))).isEqualTo("Unauthorized");
        assertThat(MissedNotes.words(new MongoTimeoutException(
                        "Timed out. Client view of cluster state is {servers=[{address=127.0.0.1:27117}]}")))
                .isEqualTo("MongoDB does not answer: 127.0.0.1:27117");
    }

    private void look() {
        new MissedNotes(
                        "main",
                        client,
                        SINCE,
                        Duration.ZERO,
                        new MessageListener() {
                            @Override
                            public boolean follows(String accountId, long chatId) {
                                return chatId == BUSY || groups(accountId).contains(chatId);
                            }

                            @Override
                            public List<Long> groups(String accountId) {
                                return List.of(LEFT, FORGOTTEN);
                            }
                        },
                        message -> found.add(message.path("id").longValue(0)))
                .run();
    }

    private void answer(TdRequest request) {
        JsonNode asks = JSON.readTree(request.toString());
        String answer = switch (request.type()) {
            case "getChats" ->
                asks.path("chat_list").path("@type").asString("").equals("chatListArchive")
                        ? "{'@type':'chats','chat_ids':[%d]}".formatted(ARCHIVED)
                        : "{'@type':'chats','chat_ids':[%d,%d,%d]}".formatted(BUSY, OTHER, QUIET);
            case "getChat" -> {
                long chat = asks.path("chat_id").longValue(0);
                yield forgotten.contains(chat)
                        ? "{'@type':'error','code':400,'message':'Chat not found'}"
                        : "{'@type':'chat','last_message':%s}".formatted(message(chat == QUIET ? 999 : NEWEST));
            }
            case "createSupergroupChat" -> {
                long chat =
                        KnownChats.SUPERGROUP_BASE - asks.path("supergroup_id").longValue(0);
                yield chat == LEFT || !forgotten.remove(chat)
                        ? "{'@type':'error','code':403,'message':'CHANNEL_PRIVATE'}"
                        : "{'@type':'chat'}";
            }
            case "getChatHistory" -> {
                asked.add(asks.path("chat_id").longValue(0));
                yield "{'@type':'messages','messages':[%s]}"
                        .formatted(page(
                                asks.path("from_message_id").longValue(0),
                                asks.path("limit").longValue(0)));
            }
            default -> throw new AssertionError(request.type());
        };
        ObjectNode reply = (ObjectNode) JSON.readTree(answer.replace('\'', '"'));
        client.accept(reply.set("@extra", asks.path("@extra")));
    }

    private static String page(long from, long limit) {
        long last = from == 0 ? NEWEST : from - 1;
        return LongStream.iterate(last, id -> id > Math.max(0, last - limit), id -> id - 1)
                .mapToObj(MissedNotesTest::message)
                .collect(Collectors.joining(","));
    }

    private static String message(long id) {
        return "{'@type':'message','id':%d,'date':%d}".formatted(id, id);
    }
}
