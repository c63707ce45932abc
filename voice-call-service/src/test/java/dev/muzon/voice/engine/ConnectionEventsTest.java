package dev.muzon.voice.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionEventsTest {
    private final List<ConnectionState> heard = new CopyOnWriteArrayList<>();
    private final ConnectionEvents events = new ConnectionEvents();

    @AfterEach
    void close() {
        events.close();
    }

    @Test
    void anErrorOfTheListenerIsLoggedAndTheNextEventIsTold() {
        events.listen((chatId, state) -> {
            heard.add(state);
            throw new StackOverflowError();
        });

        events.report(-1, ConnectionState.CONNECTED, () -> true);
        events.report(-1, ConnectionState.CLOSED, () -> true);

        await().atMost(Duration.ofMinutes(1)).until(() -> heard.size() == 2);
        assertThat(heard).containsExactly(ConnectionState.CONNECTED, ConnectionState.CLOSED);
    }
}
