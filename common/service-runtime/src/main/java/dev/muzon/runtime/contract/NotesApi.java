package dev.muzon.runtime.contract;

import dev.muzon.protocol.rest.AccountView;
import dev.muzon.protocol.rest.NoteReply;
import dev.muzon.protocol.rest.NoteRequest;
import dev.muzon.protocol.rest.ShownNote;
import dev.muzon.protocol.rest.ShownText;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The voice notes of assistant-service's accounts. */
public interface NotesApi {
    /** Returns the accounts that make text of voice notes, logged in or not. None where notes are switched off. */
    @GetExchange("/v1/notes/accounts")
    List<AccountView> accounts();

    /**
     * Carries out a command as if the account's owner had written it in Saved Messages. The caller decides who may.
     * Choosing a recogniser takes as long as that needs to get ready.
     *
     * @throws dev.muzon.protocol.failure.FailureException user {@code input.bad} for a text without a command, and for
     *     an account that does not exist or reads no notes, transient {@code assistant.none} and {@code owner.elsewhere}
     *     while the account is not ready here
     */
    @PostExchange("/v1/notes/accounts/{account}/commands")
    NoteReply command(@PathVariable String account, @RequestBody NoteRequest request);

    /**
     * Reads a note that the bot was shown, as the account would. The sound is fetched from bot-gateway and deleted at once.
     * The answer takes as long as the recogniser does. The caller decides who may.
     *
     * @throws dev.muzon.protocol.failure.FailureException user {@code input.bad} for an account that does not exist or
     *     reads no notes, user {@code note.too-long} and {@code note.unreadable}, transient
     *     {@code transcriber.unavailable}, critical {@code transcriber.refused}, or what bot-gateway answered
     */
    @PostExchange("/v1/notes/accounts/{account}/texts")
    ShownText read(@PathVariable String account, @RequestBody ShownNote note);
}
