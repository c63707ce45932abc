package dev.muzon.sandbox.mtproto;

import dev.muzon.sandbox.world.Chat;
import org.junit.jupiter.api.BeforeEach;

/** A test whose client sits in the lounge, which is Alice's. */
abstract class LoungeScenario extends LoggedInScenario {
    Chat lounge;
    long alice;

    @BeforeEach
    final void comeIn() {
        lounge = telegram.join(client);
        alice = telegram.seed.people().getFirst().id();
    }
}
