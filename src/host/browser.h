// Browser: opening a page for the person who sits in front of this machine.
#pragma once

// Starts the browser that the system has for URLs, or what BROWSER names. A negative libuv code if
// it can't be started.
int browser_open(const char *url);
