package dev.muzon.standalone;

import dev.muzon.standalone.process.ProcessView;
import dev.muzon.standalone.process.SupervisorListener;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that remembers what it heard, in short lines. */
public record RecordingSupervisorListener(List<String> told) implements SupervisorListener {
    public RecordingSupervisorListener() {
        this(new CopyOnWriteArrayList<>());
    }

    @Override
    public void changed(ProcessView process) {
        told.add(process.name() + " " + process.state());
    }

    @Override
    public void waits(ProcessView process) {
        // Whatever it waits for is told by the views.
    }

    @Override
    public void printed(String name, String line) {
        told.add(name + " printed " + line);
    }

    @Override
    public void misconfigured(String name, List<String> lastLines) {
        told.add(name + " misconfigured: " + lastLines.getLast());
    }

    @Override
    public void logLost(String name, IOException cause) {
        told.add(name + " log lost");
    }

    @Override
    public void cannotRestart(String name, Throwable cause, Duration retryIn) {
        told.add(name + " cannot restart");
    }

    @Override
    public void fell(String name, int exitCode, Duration restartIn) {
        told.add(name + " fell " + exitCode);
    }

    @Override
    public void leftoversKept(String name, IOException cause) {
        told.add(name + " leftovers kept");
    }

    @Override
    public void stillStarting(String name, Duration since, String missing) {
        told.add(name + " still starting");
    }

    @Override
    public void startHung(String name, Duration limit) {
        told.add(name + " start hung");
    }

    @Override
    public void drainOverran(String name, Duration limit) {
        told.add(name + " drain overran");
    }

    @Override
    public void cannotStart(String name, Throwable cause) {
        told.add(name + " cannot start");
    }
}
