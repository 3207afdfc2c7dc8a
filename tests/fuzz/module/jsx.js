2/** @jsx h */
import React from "react";
export const list = <ul a b="&lt;x&#65;" {...props} c={<i/>} d=<></> key={k}>
  text &amp; more {x, y} {/* none */} {...rest}
  <ns.a.B key="1" {/* c */ ...p /* d */}></ns.a.B>
  {DEBUG ? <a:b c:d/> : <this.x/>} {// line
  z // end
  }
</ul>;
function f() { return<div/> }
new <a/>();
class A extends B { constructor() { super(<p/>) } q = <r/> }
