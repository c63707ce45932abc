package dev.muzon.gateway.bot.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class RefusedAnswersTest extends GatewayTest {
    @Autowired
    private MongoTemplate mongo;

    @ParameterizedTest
    @CsvSource({
        "400, Bad Request: CHAT_RESTRICTED",
        "403, Forbidden: bot was kicked from the supergroup chat",
        "400, Bad Request: unheard of"
    })
    void aRefusedAnswerMadeTheJobOfItsUpdateDead(int code, String description) {
        telegram.in(chat).refuseNext("sendMessage", code, description);
        int update = say("en", "/ping");
        await().untilAsserted(() -> assertThat(state(update)).isEqualTo("DONE"));
        assertThat(sent()).hasSize(1);
    }

    /** Returns the state of an update's job, null before it is saved. */
    private @Nullable String state(int update) {
        Document job = mongo.getCollection("jobs")
                .find(new Document("_id", "update:" + FakeBotApi.BOT + ":" + update))
                .first();
        return job == null ? null : job.getString("state");
    }
}
