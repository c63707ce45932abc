package dev.muzon.protocol.rest;

/** A link by which an assistant account can join a private group. */
public record InviteLink(String url) {}
