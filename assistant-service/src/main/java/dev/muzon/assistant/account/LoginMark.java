package dev.muzon.assistant.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file beside a session that nobody is logged in with. Its own files do not tell that: a session that waits for its
 * first login, or for a new one after a logout, has the same.
 */
public final class LoginMark {
    private static final Logger log = LoggerFactory.getLogger(LoginMark.class);
    private static final String NOBODY = "not-logged-in";

    private LoginMark() {}

    /** Notes what a session's login has come to. States of which that is not known change nothing. */
    public static void note(Path folder, LoginState state) {
        try {
            switch (state) {
                case LoginState.Ready _ -> Files.deleteIfExists(folder.resolve(NOBODY));
                case LoginState.WaitingForQrScan _,
                        LoginState.WaitingForCode _,
                        LoginState.WaitingForPassword _,
                        LoginState.LoggedOut _ ->
                    Files.write(Files.createDirectories(folder).resolve(NOBODY), new byte[0]);
                case LoginState.Starting _,
                        LoginState.InUse _,
                        LoginState.Refused _,
                        LoginState.StartingOver _,
                        LoginState.Closed _ -> {
                    // Somebody may be logged in.
                }
            }
        } catch (IOException e) {
            log.warn("Login of the session in {} not noted: {}", folder, e.toString());
        }
    }

    /** Returns whether it is known that nobody is logged in with the session in this folder. */
    static boolean isNobodys(Path folder) {
        return Files.exists(folder.resolve(NOBODY));
    }
}
