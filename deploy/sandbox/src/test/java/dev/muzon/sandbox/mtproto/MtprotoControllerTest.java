package dev.muzon.sandbox.mtproto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class MtprotoControllerTest {
    @Test
    void faultsAndOutagesAreControlledOverHttp() throws Exception {
        try (Telegram telegram = Telegram.start();
                TdClient client = telegram.openLoggedIn()) {
            MockMvc http = MockMvcBuilders.standaloneSetup(new MtprotoController(telegram.server))
                    .build();
            client.awaitConnected();
            http.perform(put("/sandbox/mtproto/network")
                            .contentType(APPLICATION_JSON)
                            .content("{\"up\":false}"))
                    .andExpect(status().isNoContent());
            client.awaitDisconnected();
            http.perform(put("/sandbox/mtproto/network")
                            .contentType(APPLICATION_JSON)
                            .content("{\"up\":true}"))
                    .andExpect(status().isNoContent());
            client.awaitConnected();

            http.perform(post("/sandbox/mtproto/faults")
                            .contentType(APPLICATION_JSON)
                            .content("""
                                    {"method": "contacts.resolveUsername", "times": 1, "code": 400, "error": "USERNAME_INVALID"}"""))
                    .andExpect(status().isNoContent());
            assertThat(client.error("searchPublicChat", request -> request.put("username", "muzon_lounge")))
                    .isEqualTo("USERNAME_INVALID");
            http.perform(get("/sandbox/mtproto/requests/contacts.resolveUsername"))
                    .andExpect(jsonPath("$.requests").value(1));

            http.perform(delete("/sandbox/mtproto/sessions/" + telegram.assistant()))
                    .andExpect(status().isNoContent());
            client.awaitState("authorizationStateClosed");
        }
    }
}
