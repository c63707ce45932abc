package dev.muzon.protocol.player;

/** The state of a player as a listener perceives it. */
public enum PlayerState {
    /** Nothing to play. */
    IDLE,
    /** A track is chosen, but the call or the sound is not there yet. */
    STARTING,
    PLAYING,
    PAUSED,
    /** The call was lost. The player waits at its position for the rejoin. */
    RECONNECTING
}
