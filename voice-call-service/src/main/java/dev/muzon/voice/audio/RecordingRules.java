package dev.muzon.voice.audio;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/**
 * Rules of fetched media.
 *
 * @param directory where recordings are kept
 * @param limit of one recording. A longer track is fetched in several parts
 * @param budget of all recordings together
 * @param stallLimit how long a transfer may bring nothing before it counts as broken
 */
public record RecordingRules(Path directory, DataSize limit, RecordingBudget budget, Duration stallLimit) {}
