package dev.muzon.assistant.note;

import dev.muzon.assistant.account.Accounts;
import dev.muzon.protocol.job.JobType;
import dev.muzon.runtime.jobs.JobConsumer;
import java.util.Set;

/** The consumer of commands about notes. It claims none while no account is ready here. */
class NoteCommandConsumer implements JobConsumer<NoteCommandJob> {
    private final Accounts accounts;
    private final NoteCommands commands;

    NoteCommandConsumer(Accounts accounts, NoteCommands commands) {
        this.accounts = accounts;
        this.commands = commands;
    }

    @Override
    public Set<JobType<NoteCommandJob>> types() {
        return Set.of(NoteCommandJob.TYPE);
    }

    @Override
    public boolean claims() {
        return accounts.anyReady();
    }

    @Override
    public void handle(NoteCommandJob job, Claim claim) throws InterruptedException {
        commands.run(job, accounts.ready(job.account()));
    }
}
