package dev.muzon.assistant.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LoginPageTest {
    // On a phone "That is not the code" stood below the boxes of roles, far from the field.
    @Test
    void whatIsWrongWithAFieldStoodFarBelowIt() throws IOException {
        try (InputStream page = LoginPageTest.class.getResourceAsStream("/static/index.html")) {
            assertThat(page).isNotNull();
            String all = new String(page.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all.substring(all.indexOf("<template id=\"account\">"), all.indexOf("</template>")))
                    .containsSubsequence("class=\"entry\"", "class=\"error\"", "class=\"roles\"")
                    .containsOnlyOnce("class=\"error\"");
        }
    }
}
