package dev.muzon.protocol.player;

/** What a listener would say the player is doing. */
public enum PlayerState {
    /** Nothing to play. */
    IDLE,
    /** A track is chosen; the call or the sound is not there yet. */
    STARTING,
    PLAYING,
    PAUSED,
    /** The call was lost; the player waits at its position for the rejoin. */
    RECONNECTING
}
