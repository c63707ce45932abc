package dev.muzon.protocol.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class KnownNamesTest {
    @Test
    void aNameOfManyNumbersIsReadOnASmallStack() throws Exception {
        var task = new FutureTask<Boolean>(() -> KnownNames.all().includes("MUZON_X" + "_1".repeat(2_500)));
        new Thread(null, task, "small-stack", 512 * 1024).start();
        assertThat(task.get()).isFalse();
    }

    @Test
    void aFileOfASettingIsKnownByTheSettingAndOneOfNothingIsNot() {
        assertThat(KnownNames.all().includes("MUZON_TDLIB_KEY_FILE")).isTrue();
        assertThat(KnownNames.all().includes("MUZON_TDLBI_KEY_FILE")).isFalse();
    }
}
