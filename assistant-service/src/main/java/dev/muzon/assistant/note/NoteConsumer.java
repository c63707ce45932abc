package dev.muzon.assistant.note;

import dev.muzon.assistant.account.Accounts;
import dev.muzon.assistant.message.Messages;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.job.JobType;
import dev.muzon.runtime.jobs.JobConsumer;
import java.util.Set;

/** The consumer of notes. It claims none while no account is ready here, so they wait as long as it takes. */
class NoteConsumer implements JobConsumer<NoteJob> {
    /** Most of them wait for their turn. */
    private static final int PARALLELISM = 8;

    private final Accounts accounts;
    private final NoteWork work;

    NoteConsumer(Accounts accounts, NoteWork work) {
        this.accounts = accounts;
        this.work = work;
    }

    @Override
    public Set<JobType<NoteJob>> types() {
        return Set.of(NoteJob.TYPE);
    }

    @Override
    public int parallelism() {
        return PARALLELISM;
    }

    @Override
    public boolean claims() {
        return accounts.anyReady();
    }

    @Override
    public void handle(NoteJob job, Claim claim) throws InterruptedException {
        work.transcribe(job, messages(job));
    }

    @Override
    public void gaveUp(NoteJob job, Claim claim, Failure failure) throws InterruptedException {
        work.giveUp(job, messages(job), failure);
    }

    private Messages messages(NoteJob job) {
        return accounts.ready(job.account()).session().messages();
    }
}
