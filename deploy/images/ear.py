#!/usr/bin/python3
"""A person of the simulated Telegram: asks for songs, reads answers, and knows one tone by its sound.

usage: ear.py tone FILE            makes a song of five minutes
       ear.py play ADDRESS WORDS   asks for a song and hears it
       ear.py hear ADDRESS         hears it
       ear.py ask ADDRESS WORDS ANSWER
"""
import array
import json
import math
import sys
import time
import urllib.request
import wave

HERTZ = 441
RATE = 48_000
PATIENCE = 180


def tone(file):
    with wave.open(file, "wb") as song:
        song.setparams((1, 2, RATE, 0, "NONE", ""))
        second = array.array("h", (int(12_000 * math.sin(2 * math.pi * HERTZ * i / RATE)) for i in range(RATE)))
        for _ in range(300):
            song.writeframes(second.tobytes())


class Telegram:
    def __init__(self, address):
        self.address = address
        world = self.call("sandbox")
        self.chat = next(chat["id"] for chat in world["chats"] if chat["title"] == "Muzon Lounge")
        self.person = next(user["id"] for user in world["users"] if user["firstName"] == "Alice")

    def call(self, path, body=None):
        request = urllib.request.Request(f"{self.address}/{path}", headers={"Content-Type": "application/json"})
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(request, data, timeout=30) as answer:
            return json.load(answer)

    def say(self, words):
        return self.call(f"sandbox/chats/{self.chat}/messages", {"as": self.person, "text": words})["id"]

    def answers(self, after):
        messages = self.call(f"sandbox/chats/{self.chat}")["messages"]
        return [message.get("text") or "" for message in messages if message["id"] > after]

    def heard(self):
        """Returns the tone of two seconds, 0 for silence."""
        receptions = self.call(f"sandbox/voice-chats/{self.chat}/receptions")
        if not receptions:
            return 0
        with urllib.request.urlopen(f"{self.address}/sandbox/voice-chats/{self.chat}/sound", timeout=30) as sound:
            left = array.array("h", sound.read(2 * 4 * RATE))[::2]
        if max(left, default=0) < 1_000:
            return 0
        return sum(before < 0 <= after for before, after in zip(left, left[1:])) / (len(left) / RATE)


def until(what, true):
    end = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > end:
            sys.exit(f"{what}: not within {PATIENCE} s")
        time.sleep(0.5)


def main(act, *words):
    if act == "tone":
        tone(*words)
        return
    telegram = Telegram(words[0])
    after = telegram.say("/play " + words[1]) if act == "play" else 0
    if act == "ask":
        after = telegram.say(words[1])
        until(f'"{words[2]}" after "{words[1]}"', lambda: any(words[2] in text for text in telegram.answers(after)))
        return
    try:
        until(f"a tone of {HERTZ} Hz", lambda: abs(telegram.heard() - HERTZ) < 2)
    except SystemExit:
        print("\n".join(telegram.answers(after)), file=sys.stderr)
        raise


main(*sys.argv[1:])
